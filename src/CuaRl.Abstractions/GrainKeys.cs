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

    /// <summary>The key of the one catalogue of trainings.</summary>
    public const string TrainingCatalog = "trainings:all";

    /// <summary>The key of the one catalogue of tasks.</summary>
    public const string TaskCatalog = "tasks:all";

    /// <summary>The key of the one catalogue of devices and their pools.</summary>
    public const string DeviceCatalog = "devices:all";

    private const string SimulationTag = "sim:";
    private const string RunTag = "run:";
    private const string TreeTag = "tree:";
    private const string TrainingTag = "training:";
    private const string BatchTag = "batch:";
    private const string GroupTag = "group:";
    private const string RolloutTag = "rollout:";
    private const string DeviceTag = "device:";
    private const string DevicePoolTag = "pool:";
    private const string TrainingLoopTag = "loop:";

    /// <summary>The key of a simulation's grain.</summary>
    /// <exception cref="MalformedIdException">The id has other characters than a-z, 0-9, dot, dash, underscore, or is too long.</exception>
    public static string Simulation(string id) => Compose(SimulationTag, "simulation", id);

    /// <summary>The simulation id in a grain key.</summary>
    /// <exception cref="MalformedIdException">The key is not one that <see cref="Simulation"/> makes.</exception>
    public static string SimulationId(string key) => Decompose(SimulationTag, "simulation", key);

    /// <summary>The key of a run's grain.</summary>
    /// <exception cref="MalformedIdException">The id is not a UUID in lower case, such as the service gives.</exception>
    public static string Run(string id) => ComposeUuid(RunTag, "run", id);

    /// <summary>The run id in a grain key.</summary>
    /// <exception cref="MalformedIdException">The key is not one that <see cref="Run"/> makes.</exception>
    public static string RunId(string key) => DecomposeUuid(RunTag, "run", key);

    /// <summary>The key of a training's grain.</summary>
    /// <exception cref="MalformedIdException">The id is not a UUID in lower case, such as the service gives.</exception>
    public static string Training(string id) => ComposeUuid(TrainingTag, "training", id);

    /// <summary>The training id in a grain key.</summary>
    /// <exception cref="MalformedIdException">The key is not one that <see cref="Training"/> makes.</exception>
    public static string TrainingId(string key) => DecomposeUuid(TrainingTag, "training", key);

    /// <summary>The key of the loop of a training.</summary>
    /// <exception cref="MalformedIdException">The id is not a UUID in lower case, such as the service gives.</exception>
    public static string TrainingLoop(string trainingId) => ComposeUuid(TrainingLoopTag, "training", trainingId);

    /// <summary>The training id in the key of a loop.</summary>
    /// <exception cref="MalformedIdException">The key is not one that <see cref="TrainingLoop"/> makes.</exception>
    public static string TrainingLoopId(string key) => DecomposeUuid(TrainingLoopTag, "training", key);

    /// <summary>The key of a batch's grain.</summary>
    /// <exception cref="MalformedIdException">The id is not a UUID in lower case, such as the service gives.</exception>
    public static string Batch(string id) => ComposeUuid(BatchTag, "batch", id);

    /// <summary>The batch id in a grain key.</summary>
    /// <exception cref="MalformedIdException">The key is not one that <see cref="Batch"/> makes.</exception>
    public static string BatchId(string key) => DecomposeUuid(BatchTag, "batch", key);

    /// <summary>The key of a group's grain.</summary>
    /// <exception cref="MalformedIdException">The id is not a UUID in lower case, such as the service gives.</exception>
    public static string Group(string id) => ComposeUuid(GroupTag, "group", id);

    /// <summary>The group id in a grain key.</summary>
    /// <exception cref="MalformedIdException">The key is not one that <see cref="Group"/> makes.</exception>
    public static string GroupId(string key) => DecomposeUuid(GroupTag, "group", key);

    /// <summary>The key of a rollout's grain.</summary>
    /// <exception cref="MalformedIdException">The id is not a UUID in lower case, such as the service gives.</exception>
    public static string Rollout(string id) => ComposeUuid(RolloutTag, "rollout", id);

    /// <summary>The rollout id in a grain key.</summary>
    /// <exception cref="MalformedIdException">The key is not one that <see cref="Rollout"/> makes.</exception>
    public static string RolloutId(string key) => DecomposeUuid(RolloutTag, "rollout", key);

    /// <summary>The key of a device's grain.</summary>
    /// <exception cref="MalformedIdException">The id has other characters than a-z, 0-9, dot, dash, underscore, or is too long.</exception>
    public static string Device(string id) => Compose(DeviceTag, "device", id);

    /// <summary>The device id in a grain key.</summary>
    /// <exception cref="MalformedIdException">The key is not one that <see cref="Device"/> makes.</exception>
    public static string DeviceId(string key) => Decompose(DeviceTag, "device", key);

    /// <summary>The key of a device pool's grain.</summary>
    /// <exception cref="MalformedIdException">The name has other characters than a-z, 0-9, dot, dash, underscore, or is too long.</exception>
    public static string DevicePool(string name) => Compose(DevicePoolTag, "device pool", name);

    /// <summary>The pool's name in a grain key.</summary>
    /// <exception cref="MalformedIdException">The key is not one that <see cref="DevicePool"/> makes.</exception>
    public static string DevicePoolId(string key) => Decompose(DevicePoolTag, "device pool", key);

    /// <summary>The key of a simulation's state tree.</summary>
    /// <exception cref="MalformedIdException">The id has other characters than a-z, 0-9, dot, dash, underscore, or is too long.</exception>
    public static string StateTree(string simulationId) => Compose(TreeTag, "simulation", simulationId);

    /// <summary>The simulation id in the key of a state tree.</summary>
    /// <exception cref="MalformedIdException">The key is not one that <see cref="StateTree"/> makes.</exception>
    public static string StateTreeId(string key) => Decompose(TreeTag, "simulation", key);

    /// <summary>Whether a text is a run's id: a UUID in its canonical form, lower case with dashes.</summary>
    public static bool IsRunId(ReadOnlySpan<char> id) =>
        id.Length == 36 && Guid.TryParseExact(id, "D", out _) && !id.ContainsAnyInRange('A', 'Z');

    private static string ComposeUuid(string tag, string kind, string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return IsRunId(id) ? tag + id : throw new MalformedIdException(kind, id);
    }

    private static string DecomposeUuid(string tag, string kind, string key)
    {
        var id = Decompose(tag, kind, key);
        return IsRunId(id) ? id : throw new MalformedIdException(kind, key);
    }

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
