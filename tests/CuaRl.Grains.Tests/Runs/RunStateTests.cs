using System.Text;
using System.Text.Json;
using CuaRl.Grains.Runs;
using CuaRl.Grains.Storage;

namespace CuaRl.Grains.Tests.Runs;

/// <summary>Payloads as they were and are stored. A golden file is never edited: a new shape is a new file.</summary>
public sealed class RunStateTests
{
    private const string Id = "01993a60-0000-7000-8000-000000000001";
    private const string Parent = "01993a60-0000-7000-8000-000000000002";
    private const string Owner = "01993a60-0000-7000-8000-000000000003";

    private static readonly DateTimeOffset Created = new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero).AddTicks(1_234_560);

    private static readonly RunDefinition Branch = new()
    {
        SimulationId = "sim-1",
        Name = "high lr \"é\"",
        Description = "two\nlines",
        ParentRunId = Parent,
        StartsAfter = new StateId(Owner, 6),
        OriginStep = 2,
        ConfigOverrides = JsonText.Parse("""{"lr" : 1e-2,"note":"\u0000"}"""),
    };

    private static readonly RunDefinition Detached = new() { Name = "detached", IsDetached = true };

    private static RunState Failed => RunState.From(Id, Branch, Created) with
    {
        Status = RunStatus.Failed,
        TotalReward = JsonText.Parse("[1, 2.50]"),
        FailureReason = "out of memory",
        CompletedAt = Created.AddHours(1),
        FinalHead = 9,
    };

    [Fact]
    public void Write_EveryField_IsTheGoldenPayloadByteForByte() => Assert.Equal(Golden("v1-full"), Write(Failed));

    [Fact]
    public void Write_OnlyRequiredFields_LeavesNullsOut() =>
        Assert.Equal(Golden("v1-least"), Write(RunState.From(Id, Detached, Created)));

    [Theory]
    [InlineData("v1-full")]
    [InlineData("v1-least")]
    [InlineData("v1-unknown-members")]
    public void Read_GoldenPayload_WritesItBackByteForByte(string name) => Assert.Equal(Golden(name), Write(Read(Golden(name))));

    [Fact]
    public void Read_EveryField_GivesTheRunBack()
    {
        var info = Read(Golden("v1-full")).Info(9);

        Assert.Equal(Failed.Info(9), info);
        Assert.Equal(Branch, info.Definition);
        Assert.Equal((RunStatus.Failed, "out of memory", Created.AddHours(1)), (info.Status, info.FailureReason, info.CompletedAt));
        Assert.Equal((new StateId(Id, 9), 3, 8), (info.Current, info.TotalSteps, info.Length));
    }

    [Fact]
    public void Read_MissingMembers_TakeTheirDefaults()
    {
        var info = Read("{}").Info(-1);

        Assert.Equal(new RunDefinition { Name = "" }, info.Definition);
        Assert.Equal((RunStatus.Active, null, 0, 0), (info.Status, info.Current, info.TotalSteps, info.Length));
    }

    [Theory]
    [InlineData(6, Owner, 0, 5)]
    [InlineData(7, Id, 1, 6)]
    public void Info_OfABranch_CountsItsOwnStepsAndTheWholeLength(long head, string owner, long totalSteps, long length)
    {
        var info = RunState.From(Id, Branch, Created).Info(head);

        Assert.Equal((new StateId(owner, head), totalSteps, length), (info.Current, info.TotalSteps, info.Length));
    }

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(0, 0, 1)]
    [InlineData(3, 3, 4)]
    public void Info_OfARoot_DoesNotCountTheRootAsAStep(long head, long totalSteps, long length)
    {
        var info = RunState.From(Id, Detached, Created).Info(head);

        Assert.Equal((totalSteps, length), (info.TotalSteps, info.Length));
    }

    private static string Write(RunState state) => JsonSerializer.Serialize(state, GrainStateJson.Options);

    private static RunState Read(string payload) => JsonSerializer.Deserialize<RunState>(payload, GrainStateJson.Options)!;

    private static string Golden(string name) => File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "Runs", "golden", $"run-{name}.json"), Encoding.UTF8);
}
