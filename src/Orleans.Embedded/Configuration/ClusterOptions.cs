namespace Orleans.Configuration;

public class ClusterOptions
{
    public const string DefaultClusterId = "default";

    public const string DefaultServiceId = "default";

    public string ClusterId { get; set; } = DefaultClusterId;

    /// <summary>Scope of stored state: stable for ever.</summary>
    public string ServiceId { get; set; } = DefaultServiceId;
}
