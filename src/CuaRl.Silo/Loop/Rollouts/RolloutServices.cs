using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Loop.Rollouts;

/// <summary>What rollouts are played with.</summary>
internal sealed record RolloutServices(
    IGrainFactory Grains, BlobCache Blobs, IValidators Validators, Patience Patience, TimeProvider Time, ILoggerFactory Loggers);
