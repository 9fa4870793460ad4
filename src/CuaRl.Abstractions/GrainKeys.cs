namespace CuaRl;

/// <summary>Builds the string keys of all grains.</summary>
/// <remarks>
/// A key is a tag, a colon and an id. Tags hold a letter beyond f, since Orleans' AdoNet storage reads hexadecimal keys
/// as numbers; ids hold no upper case and no <c>+</c>, since neither tells two rows apart there.
/// </remarks>
public static class GrainKeys
{
    /// <summary>The longest id, in characters.</summary>
    public const int MaxIdLength = 128;

    /// <summary>The key of the one catalogue of simulations.</summary>
    public const string SimulationCatalog = "sims:all";

    /// <summary>The key of the one catalogue of runs.</summary>
    public const string RunCatalog = "runs:all";

    /// <summary>The key of the state tree over all simulations and the states that belong to none.</summary>
    public const string AnyTree = "trees:any";

    private const string SimulationTag = "sim:";
    private const string RunTag = "run:";
    private const string TreeTag = "tree:";

    /// <summary>The key of a simulation's grain.</summary>
    /// <exception cref="MalformedIdException">The id has other characters than a-z, 0-9, dot, dash, underscore, or is too long.</exception>
    public static string Simulation(string id) => Compose(SimulationTag, "simulation", id);

    /// <summary>The simulation id in a grain key.</summary>
    /// <exception cref="MalformedIdException">The key is not one that <see cref="Simulation"/> makes.</exception>
    public static string SimulationId(string key) => Decompose(SimulationTag, "simulation", key);

    /// <summary>The key of a run's grain.</summary>
    /// <exception cref="MalformedIdException">The id is not a UUID in lower case, such as the service gives.</exception>
    public static string Run(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return IsRunId(id) ? RunTag + id : throw new MalformedIdException("run", id);
    }

    /// <summary>The run id in a grain key.</summary>
    /// <exception cref="MalformedIdException">The key is not one that <see cref="Run"/> makes.</exception>
    public static string RunId(string key)
    {
        var id = Decompose(RunTag, "run", key);
        return IsRunId(id) ? id : throw new MalformedIdException("run", key);
    }

    /// <summary>The key of a simulation's state tree.</summary>
    /// <exception cref="MalformedIdException">The id has other characters than a-z, 0-9, dot, dash, underscore, or is too long.</exception>
    public static string StateTree(string simulationId) => Compose(TreeTag, "simulation", simulationId);

    /// <summary>The simulation id in the key of a state tree.</summary>
    /// <exception cref="MalformedIdException">The key is not one that <see cref="StateTree"/> makes.</exception>
    public static string StateTreeId(string key) => Decompose(TreeTag, "simulation", key);

    /// <summary>Whether a text is a run's id: a UUID in its canonical form, lower case with dashes.</summary>
    public static bool IsRunId(ReadOnlySpan<char> id) =>
        id.Length == 36 && Guid.TryParseExact(id, "D", out _) && !id.ContainsAnyInRange('A', 'Z');

    private static string Compose(string tag, string kind, string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (id.Length is 0 or > MaxIdLength || !id.All(IsIdCharacter))
        {
            throw new MalformedIdException(kind, id);
        }

        return tag + id;
    }

    private static string Decompose(string tag, string kind, string key)
    {
        var id = key.StartsWith(tag, StringComparison.Ordinal) ? key[tag.Length..] : key;
        return Compose(tag, kind, id) == key ? id : throw new MalformedIdException(kind, key);
    }

    private static bool IsIdCharacter(char c) => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '.' or '-' or '_';
}
