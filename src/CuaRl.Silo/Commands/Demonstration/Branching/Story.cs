namespace CuaRl.Silo.Commands.Demonstration.Branching;

/// <summary>What a demo shows: one main run and the branches that leave it at the same state.</summary>
/// <param name="Variant">Its name on the command line.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Branches">The branches.</param>
internal sealed record Story(string Variant, string Title, IReadOnlyList<StoryBranch> Branches)
{
    /// <summary>The name of the run that all branches leave.</summary>
    public const string Main = "main";

    /// <summary>The agent of the main run.</summary>
    public static JsonText AgentConfig { get; } = JsonText.Parse(
        """{"learning_rate":0.001,"gamma":0.99,"epsilon_start":1.0,"epsilon_decay":0.995,"epsilon_min":0.01}""");

    /// <summary>All stories; the first is told unless another is asked for.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new("lr", "another learning rate",
        [
            new("high-lr-experiment", """{"learning_rate":0.01}"""),
        ]),
        new("policy", "other policies from one state",
        [
            new("greedy", """{"epsilon":0}"""),
            new("lean", """{"policy":"lean"}"""),
            new("random", """{"policy":"random"}"""),
        ]),
        new("intervention", "five pushes that the agent did not choose",
        [
            new("pushed-right", """{"forced_actions":[1,1,1,1,1]}"""),
            new("pushed-left", """{"forced_actions":[0,0,0,0,0]}"""),
        ]),
        new("exploration", "other shares of random actions",
        [
            new("epsilon-0.3", """{"epsilon":0.3}"""),
            new("epsilon-0.1", """{"epsilon":0.1}"""),
            new("epsilon-0.01", """{"epsilon":0.01}"""),
        ]),
    ];
}
