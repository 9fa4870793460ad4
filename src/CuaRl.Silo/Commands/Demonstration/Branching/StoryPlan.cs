using System.Globalization;
using CuaRl.Core.Ids;

namespace CuaRl.Silo.Commands.Demonstration.Branching;

/// <summary>A story with its numbers. Everything that it creates is named after it, so telling it again finds what is there.</summary>
/// <param name="Story">The story.</param>
/// <param name="Seed">Where all randomness starts.</param>
/// <param name="BranchAt">The step at which the branches leave.</param>
/// <param name="Steps">The step at which all runs end.</param>
internal sealed record StoryPlan(Story Story, ulong Seed, long BranchAt, long Steps)
{
    /// <summary>The id of its simulation.</summary>
    public string SimulationId { get; } = DerivedId.From(
        "simulation", "cuarl-demo-cartpole", Story.Variant, Text(Seed), Text(BranchAt), Text(Steps));

    /// <summary>What its simulation is created with.</summary>
    public SimulationDefinition Definition => new()
    {
        Name = "CartPole-LinearQ-Branching-Demo",
        Description = $"./cuarl demo cartpole: {Story.Title}",
        EnvironmentName = "CartPole-v1",
        AgentType = "LinearQ",
        AgentConfig = Story.AgentConfig,
        MaxSteps = JsonText.Parse(Text(Steps)),
        Seed = JsonText.Parse(Text(Seed)),
    };

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
