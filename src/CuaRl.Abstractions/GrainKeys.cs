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

    /// <summary>The key of the one catalogue grain.</summary>
    public const string SimulationCatalog = "sims:all";

    private const string SimulationTag = "sim:";

    /// <summary>The key of a simulation's grain.</summary>
    /// <exception cref="MalformedIdException">The id has other characters than a-z, 0-9, dot, dash, underscore, or is too long.</exception>
    public static string Simulation(string id) => Compose(SimulationTag, "simulation", id);

    /// <summary>The simulation id in a grain key.</summary>
    /// <exception cref="MalformedIdException">The key is not one that <see cref="Simulation"/> makes.</exception>
    public static string SimulationId(string key) => Decompose(SimulationTag, "simulation", key);

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
