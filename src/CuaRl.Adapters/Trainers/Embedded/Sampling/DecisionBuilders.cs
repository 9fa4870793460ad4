using System.Collections.Concurrent;
using CuaRl.Core.Devices;
using CuaRl.Core.Policies;

namespace CuaRl.Adapters.Trainers.Embedded.Sampling;

/// <summary>Builders of decisions that are used again: as many as are in use at once, whatever the number of episodes.</summary>
/// <param name="featureBits">How many bits the place of a feature has.</param>
internal sealed class DecisionBuilders(int featureBits)
{
    private readonly ConcurrentDictionary<ScreenSize, ConcurrentBag<DecisionBuilder>> _idle = new();

    /// <summary>Does something with a builder that nobody else has meanwhile.</summary>
    public T Use<T>(ScreenSize size, Func<DecisionBuilder, T> use)
    {
        var idle = _idle.GetOrAdd(size, static _ => []);
        var builder = idle.TryTake(out var used) ? used : new DecisionBuilder(size, featureBits);
        try
        {
            return use(builder);
        }
        finally
        {
            idle.Add(builder);
        }
    }
}
