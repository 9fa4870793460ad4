namespace CuaRl.Core.Environments;

/// <summary>What an environment is.</summary>
/// <param name="Name">Its name, such as <c>CartPole-v1</c>.</param>
/// <param name="Actions">How many actions there are; they are numbered from 0.</param>
/// <param name="MaxSteps">The step at which an episode is cut short.</param>
/// <param name="Observation">What the agent sees, in a few words.</param>
public sealed record EnvironmentSpec(string Name, int Actions, int MaxSteps, string Observation)
{
    /// <summary>Refuses what is no action.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such action.</exception>
    public void Check(int action)
    {
        if (action < 0 || action >= Actions)
        {
            throw new ArgumentOutOfRangeException(nameof(action), action, $"{Name} has the actions 0 to {Actions - 1}");
        }
    }
}
