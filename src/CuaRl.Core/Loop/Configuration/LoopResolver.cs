using System.Collections.Immutable;
using CuaRl.Core.Loop.Configuration.Flags;
using CuaRl.Core.Loop.Configuration.Folders;
using CuaRl.Core.Tasks;
using CuaRl.Core.Trainings;

namespace CuaRl.Core.Loop.Configuration;

/// <summary>Resolves what sources of flags say into the settings of a training, or says all that is wrong at once.</summary>
public static class LoopResolver
{
    private static readonly string[] GBoxTypes = ["android", "linux"];

    /// <summary>Resolves what a user gave.</summary>
    /// <param name="reading">What the sources say, in any order.</param>
    /// <param name="startedAt">When the training starts: its name may hold the minute.</param>
    /// <param name="surroundings">What it is resolved in.</param>
    public static LoopResolution Resolve(FlagReading reading, DateTimeOffset startedAt, LoopSurroundings surroundings)
    {
        var sheet = new FlagSheet(reading);
        var secrets = Keys(sheet);
        RefuseUnsupported(sheet, surroundings.NotYet);
        RefuseUnused(sheet, flag => sheet.IsExplicit(flag.Name));
        var settings = Bind(sheet, surroundings);
        var name = sheet.Values.Text("run_name");
        var runName = name ?? RecordNames.Training(
            settings.ModelName, settings.LoraRank, settings.LearningRate, settings.GroupSize, settings.GroupsPerBatch, settings.Seed,
            startedAt);
        if (RecordRules.Name(runName) is { } tooLong)
        {
            sheet.Refuse("run_name", $"{tooLong}; give one");
        }

        if (settings.Provider == Providers.Tinker && surroundings.PromptProblem(settings) is var (lacking, why))
        {
            sheet.Refuse(lacking, why);
        }

        var folder = Folder(sheet, runName);
        foreach (var (flag, rule) in IdleFlags.Of(settings, folder is not null).Where(idle => sheet.IsExplicit(idle.Flag)))
        {
            sheet.Refuse(flag, rule);
        }

        if (name is null)
        {
            sheet.Follow("run_name", runName, "model, rank, rate, sizes, seed and minute");
        }

        var (configuration, faults) = End(sheet, settings, surroundings);
        return new LoopResolution
        {
            Configuration = configuration,
            RunName = runName,
            IsRunNameGiven = name is not null,
            LogFolder = folder,
            Secrets = secrets,
            Flags = [.. sheet.Show()],
            Faults = faults,
        };
    }

    /// <summary>Resolves what a record of a training says: what it does not hold has the trainer's defaults.</summary>
    /// <param name="reading">The flags of the record.</param>
    /// <param name="surroundings">What it is resolved in.</param>
    /// <returns>The settings, null when there are faults, and all that is wrong.</returns>
    public static (LoopConfiguration? Configuration, ImmutableArray<FlagFault> Faults) Restore(
        FlagReading reading, LoopSurroundings surroundings)
    {
        var sheet = new FlagSheet(reading);
        RefuseUnsupported(sheet, surroundings.NotYet);
        return End(sheet, Bind(sheet, surroundings), surroundings);
    }

    /// <summary>Resolves overrides laid over what the record of a training says, for a branch of it.</summary>
    /// <param name="record">The flags of the record.</param>
    /// <param name="overrides">What <see cref="LoopConfigurationJson.ReadOverrides"/> gave.</param>
    /// <param name="parent">The settings that the record has without them.</param>
    /// <param name="point">Where the branch begins.</param>
    /// <param name="surroundings">What it is resolved in.</param>
    /// <returns>The settings, null when there are faults, and all that is wrong.</returns>
    public static (LoopConfiguration? Configuration, ImmutableArray<FlagFault> Faults) Overlay(
        FlagReading record, FlagReading overrides, LoopConfiguration parent, BranchPoint point, LoopSurroundings surroundings)
    {
        var sheet = new FlagSheet(record.And(overrides));
        var given = overrides.Given.Select(one => one.Flag.Name).ToHashSet(StringComparer.Ordinal);
        RefuseUnsupported(sheet, surroundings.NotYet);
        RefuseUnused(sheet, flag => given.Contains(flag.Name));
        var settings = Bind(sheet, surroundings);
        foreach (var (flag, rule) in BranchRules.Problems(parent, settings, point)
            .Concat(IdleFlags.Of(settings, hasLogFolder: false).Where(idle => given.Contains(idle.Flag))))
        {
            sheet.Refuse(flag, rule);
        }

        return End(sheet, settings, surroundings);
    }

    private static (LoopConfiguration? Configuration, ImmutableArray<FlagFault> Faults) End(
        FlagSheet sheet, LoopConfiguration settings, LoopSurroundings surroundings)
    {
        foreach (var (flag, rule) in LoopRules.Problems(settings))
        {
            sheet.Refuse(flag, rule);
        }

        if (surroundings.DevicesProblem(settings.BoxType) is { } missing)
        {
            sheet.Refuse(
                "box_type", GBoxTypes.Contains(settings.BoxType) ? $"{missing}; android and linux need GBOX_API_KEY where it is started" : missing);
        }

        ImmutableArray<FlagFault> faults = [.. sheet.Faults.OrderBy(fault => FlagTable.PlaceOf(fault.Flag))];
        return (faults.IsEmpty ? settings : null, faults);
    }

    private static void RefuseUnsupported(FlagSheet sheet, ImmutableArray<NotYet> notYet)
    {
        foreach (var flag in FlagTable.All)
        {
            var (value, usual) = (sheet.Values.Text(flag.Name), flag.DefaultOf(sheet.Provider));
            if (notYet.FirstOrDefault(one => one.Refuses(flag.Name, value, usual)) is { } refused)
            {
                sheet.Refuse(flag.Name, refused.Sentence);
            }
        }
    }

    private static void RefuseUnused(FlagSheet sheet, Func<Flag, bool> isGiven)
    {
        foreach (var flag in FlagTable.All.Where(flag => !flag.IsOf(sheet.Provider) && isGiven(flag)))
        {
            if (sheet.Values.Text(flag.Name) is { } value && value != flag.DefaultOf(sheet.Provider))
            {
                sheet.Refuse(flag.Name, $"the trainer {sheet.Provider} has no use for it: {flag.WhyNotOthers}");
            }
        }
    }

    /// <summary>Takes the keys; one that nothing needs is refused, if it was given for this training, one that is missing too.</summary>
    private static LoopSecrets Keys(FlagSheet sheet)
    {
        var gbox = sheet.Values.Text("gbox_api_key");
        var isTinker = sheet.Values.Text("provider") == Providers.Tinker;
        if (isTinker && sheet.Values.Text("tinker_api_key") is null)
        {
            if (gbox is null)
            {
                sheet.Refuse("tinker_api_key", "TINKER_API_KEY must be provided via config or environment variable");
            }
            else
            {
                sheet.Follow("tinker_api_key", gbox, "gbox_api_key");
            }
        }

        var needsGBox = GBoxTypes.Contains(sheet.Values.Text("box_type"));
        if (needsGBox && gbox is null)
        {
            sheet.Refuse("gbox_api_key", "GBOX_API_KEY must be provided via config or environment variable");
        }
        else if (!needsGBox && gbox is not null && sheet.IsExplicit("gbox_api_key") && !isTinker)
        {
            sheet.Refuse("gbox_api_key", "has no effect without box_type android or linux");
        }

        return new LoopSecrets { GBoxApiKey = needsGBox ? gbox : null, TinkerApiKey = isTinker ? sheet.Values.Text("tinker_api_key") : null };
    }

    private static LoopConfiguration Bind(FlagSheet sheet, LoopSurroundings surroundings)
    {
        if (surroundings.RewardProblem(sheet.Values.Text("reward_function")!) is { } unknown)
        {
            sheet.Refuse("reward_function", unknown);
        }

        return LoopBinding.Read(sheet.Provider, sheet.Values, Tasks(sheet, "tasks", surroundings), EvalTasks(sheet, surroundings));
    }

    private static ImmutableArray<TaskChoice> EvalTasks(FlagSheet sheet, LoopSurroundings surroundings)
    {
        if (sheet.Values.Text("eval_tasks") is not null)
        {
            var chosen = Tasks(sheet, "eval_tasks", surroundings);
            if (chosen.IsEmpty)
            {
                sheet.Refuse("eval_tasks", TaskSourceErrors.NoEvalTasks);
            }

            return chosen;
        }

        if (!sheet.Values.YesNo("use_default_eval_tasks"))
        {
            return [];
        }

        TaskChoice[] usual = [TaskChoice.DefaultEval(sheet.Values.Long("seed"))];
        sheet.Follow("eval_tasks", TaskChoiceJson.Write(usual), "use_default_eval_tasks");
        return [.. usual];
    }

    private static ImmutableArray<TaskChoice> Tasks(FlagSheet sheet, string flag, LoopSurroundings surroundings)
    {
        try
        {
            var choices = TaskChoiceJson.Parse(sheet.Values.Text(flag)!, surroundings.ReadLines);
            sheet.Spell(flag, TaskChoiceJson.Write(choices));
            if (TaskSourceErrors.NotStored(choices.SelectMany(choice => choice.StoredIds).Where(surroundings.UnknownTasks.Contains)) is { } unknown)
            {
                sheet.Refuse(flag, unknown);
            }

            return choices;
        }
        catch (TaskSourceException error)
        {
            sheet.Refuse(flag, error.Message);
            return [];
        }
    }

    private static LogFolder? Folder(FlagSheet sheet, string runName)
    {
        var behavior = LogFolderRules.Names.Find(sheet.Values.Text("behavior_if_log_dir_exists")!);
        if (sheet.Values.Text("log_path") is { } path)
        {
            return new LogFolder(path, behavior);
        }

        if (sheet.Values.Text("log_dir") is not { } parent)
        {
            return null;
        }

        var folder = Path.Combine(parent, runName);
        sheet.Follow("log_path", folder, "log_dir and run_name");
        return new LogFolder(folder, behavior);
    }
}
