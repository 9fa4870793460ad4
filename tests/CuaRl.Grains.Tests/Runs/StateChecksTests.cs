using System.Collections.Immutable;
using CuaRl.Core.Runs;
using CuaRl.Grains.Runs;
using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Runs;

public sealed class StateChecksTests
{
    private static readonly ImmutableArray<int> Tokens = [.. new int[StateRules.MaxTokens]];
    private static readonly ImmutableArray<float> LogProbabilities = [.. new float[StateRules.MaxTokens]];
    private static readonly ImmutableArray<string> Blobs = [.. Enumerable.Repeat(new string('a', 64), StateRules.MaxBlobs)];

    [Theory]
    [InlineData(9, "tokens")]
    [InlineData(StateRules.MaxStates, "blobs")]
    public void Check_ArraysOfManyStates_CountAsContentOfTheAppend(int states, string arrays)
    {
        var state = arrays == "blobs"
            ? TreeHost.State(0) with { Blobs = Blobs }
            : TreeHost.State(0) with { TokenIds = Tokens, LogProbabilities = LogProbabilities };

        StateChecks.Check(new AppendRequest { States = [state] });
        var error = Assert.Throws<InvalidRequestException>(
            () => StateChecks.Check(new AppendRequest { States = [.. Enumerable.Repeat(state, states)] }));

        Assert.Equal("states", error.Field);
    }
}
