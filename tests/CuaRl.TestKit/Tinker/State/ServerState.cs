using System.Collections.Concurrent;
using System.Globalization;
using CuaRl.Core.Policies;
using CuaRl.TestKit.Tinker.Model;

namespace CuaRl.TestKit.Tinker.State;

/// <summary>What the server holds. Saved weights outlive a restart, all else does not.</summary>
internal sealed class ServerState(PolicyCheckpoint start, ConcurrentDictionary<string, byte[]> saved, int life)
{
    private int _ids;

    /// <summary>The weights that models begin with.</summary>
    public PolicyCheckpoint Start => start;

    /// <summary>Saved weights by path.</summary>
    public ConcurrentDictionary<string, byte[]> Saved => saved;

    public ConcurrentDictionary<string, bool> Sessions { get; } = new();

    public ConcurrentDictionary<string, ModelInTraining> Models { get; } = new();

    public ConcurrentDictionary<string, SoftmaxPolicy> Samplers { get; } = new();

    public ConcurrentDictionary<string, ServedFuture> Futures { get; } = new();

    /// <summary>An id that no life of the server gave before.</summary>
    public string NewId(string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}_{life:x}{Interlocked.Increment(ref _ids):x7}");

    public ModelInTraining Model(string id) => Models.TryGetValue(id, out var model) ? model : throw new ServedFailure(404, "Model not found");

    public void RequireSession(string id)
    {
        if (!Sessions.ContainsKey(id))
        {
            throw new ServedFailure(404, "Session not found");
        }
    }

    public PolicyCheckpoint Checkpoint(string path, bool weightsOnly) => Saved.TryGetValue(path, out var bytes)
        ? PolicyCheckpoint.Read(bytes, start.Policy.Shape, weightsOnly)
        : throw new ServedFailure(404, $"Checkpoint not found: {path}");

    /// <summary>Keeps what came of a request, to be asked for.</summary>
    public string Keep(ServedFuture future)
    {
        var id = NewId("request");
        Futures[id] = future;
        return id;
    }
}

/// <summary>A model with the requests that it took by their numbers.</summary>
internal sealed class ModelInTraining(string session, ServedModel model)
{
    private const string Created = "created";

    public Lock Gate { get; } = new();

    public bool IsLoaded => Status == Created;

    public string Session => session;

    public ServedModel Model { get; set; } = model;

    /// <summary>How it stands, as its description says.</summary>
    public string Status { get; set; } = Created;

    /// <summary>The hash of each numbered request, and what it is asked for by.</summary>
    public Dictionary<long, (string Hash, string RequestId)> Taken { get; } = [];

    /// <summary>The saves without a name, by the numbers of the session that samples from them and of their request.</summary>
    public HashSet<(long Sampler, long Request)> Fixed { get; } = [];
}
