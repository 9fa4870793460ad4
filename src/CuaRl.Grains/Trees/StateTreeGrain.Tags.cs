using System.Collections.Immutable;
using CuaRl.Core.Runs;
using CuaRl.Core.Time;
using CuaRl.Grains.Checks;
using CuaRl.Grains.Runs;

namespace CuaRl.Grains.Trees;

internal sealed partial class StateTreeGrain
{
    async Task<StateTag> IStateTreeGrain.Tag(StateId state, string name)
    {
        Rule.Keep("name", RunRules.Tag(name));
        await PointAsync(state);
        return await tags.AddAsync(Simulation, name, state, time.GetUtcNow().ToMicroseconds(), CancellationToken.None);
    }

    Task<bool> IStateTreeGrain.Untag(string name)
    {
        Rule.Keep("name", RunRules.Tag(name));
        return tags.RemoveAsync(Simulation, name, CancellationToken.None);
    }

    async Task<StateTag> IStateTreeGrain.GetTag(string name)
    {
        Rule.Keep("name", RunRules.Tag(name));
        return await tags.FindAsync(Simulation, name, CancellationToken.None) ?? throw new NotFoundException("tag", name);
    }

    async Task<ImmutableArray<StateTag>> IStateTreeGrain.ListTags(string? after, int limit, CancellationToken cancellationToken)
    {
        RunChecks.CheckLimit(limit);
        return await tags.ListAsync(Simulation, after, limit, cancellationToken);
    }
}
