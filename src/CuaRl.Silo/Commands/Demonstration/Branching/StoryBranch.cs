namespace CuaRl.Silo.Commands.Demonstration.Branching;

/// <summary>A branch of a <see cref="Story"/>.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="Overrides">What differs from the main run's agent, as a JSON object.</param>
internal sealed record StoryBranch(string Name, string Overrides);
