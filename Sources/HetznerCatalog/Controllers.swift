import ResourceModel

extension Controller {
    /// Those of Kubernetes clusters, by the labels that they give to what they make.
    static let ofClusters = [
        Controller("the cloud controller manager", .key("hcloud-ccm/service-uid")),
        Controller("the CSI driver", .key("pvc-name"), .key("pv-name"), .label("managed-by", "csi-driver")),
        Controller("the cluster autoscaler", .key("hcloud/node-group")),
        Controller("Cluster API", .keyPrefix("caph-cluster-"), .keyPrefix("caph.")),
        Controller("Karpenter", .keyPrefix("karpenter.sh/")),
        Controller("Gardener", .keyPrefix("kubernetes.io/cluster/")),
    ]
}
