namespace CuaRl.Adapters.Trainers.Tinker;

/// <summary>How gradients and samples are written.</summary>
public enum TinkerWire
{
    /// <summary>As JSON: SkyRL's server, and Tinker's own client up to 0.22.3.</summary>
    Json,

    /// <summary>In protocol buffers: Tinker's own client since 0.25, and SkyRL's server.</summary>
    Protobuf,
}
