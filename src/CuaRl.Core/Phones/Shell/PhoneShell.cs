using System.Collections.Frozen;
using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Shell;

/// <summary>What a program of the shell does.</summary>
/// <param name="shell">The shell, and by it the phone.</param>
/// <param name="words">What follows its name.</param>
/// <param name="input">What it reads.</param>
internal delegate ShellOutput ShellProgram(PhoneShell shell, ReadOnlySpan<string> words, string input);

/// <summary>Runs lines on a phone. Nothing of it is outside the phone.</summary>
internal sealed class PhoneShell(PhoneState phone, PhoneLayout layout)
{
    private const int LongestLine = 16_384;
    private const int NotFound = 127;
    private const string Nowhere = "/dev/null";
    private const string Self = "/system/bin/sh";

    private static readonly FrozenDictionary<string, ShellProgram> Programs = new Dictionary<string, ShellProgram>
    {
        ["settings"] = SettingsProgram.Run,
        ["dumpsys"] = DumpsysProgram.Run,
        ["pm"] = PackageProgram.Run,
        ["am"] = ActivityProgram.Run,
        ["input"] = InputProgram.Run,
        ["getprop"] = PropertyPrograms.GetProperty,
        ["wm"] = PropertyPrograms.Window,
        ["grep"] = GrepProgram.Run,
        ["test"] = TestProgram.Run,
        ["["] = TestProgram.RunBracket,
        ["ls"] = FilePrograms.List,
        ["mkdir"] = FilePrograms.MakeFolder,
        ["rm"] = FilePrograms.Remove,
        ["cat"] = FilePrograms.Show,
        ["touch"] = FilePrograms.Touch,
        ["echo"] = TextPrograms.Echo,
        ["wc"] = TextPrograms.Count,
        ["head"] = TextPrograms.Head,
        ["true"] = static (_, _, _) => ShellOutput.Success,
        ["false"] = static (_, _, _) => new ShellOutput(1),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The phone, as the programs left it.</summary>
    public PhoneState Phone { get; set; } = phone;

    /// <summary>Where its screen's things lie, for programs that stand for fingers.</summary>
    public PhoneLayout Layout { get; } = layout;

    public PhoneShellResult Run(string line)
    {
        if (line.Length > LongestLine)
        {
            return new PhoneShellResult(1, $"{Self}: line too long\n");
        }

        try
        {
            var (exitCode, output) = (0, "");
            foreach (var pipeline in ShellParser.Parse(line))
            {
                if (pipeline.Condition == ShellCondition.Always || (exitCode == 0) == (pipeline.Condition == ShellCondition.Success))
                {
                    exitCode = Run(pipeline, ref output);
                }
            }

            return new PhoneShellResult(exitCode, output);
        }
        catch (FormatException error)
        {
            return new PhoneShellResult(1, $"{Self}: {error.Message}\n");
        }
    }

    private int Run(ShellPipeline pipeline, ref string output)
    {
        var (exitCode, input) = (0, "");
        foreach (var command in pipeline.Commands)
        {
            var name = command.Words[0];
            var result = Programs.TryGetValue(name, out var program)
                ? program(this, command.Words.AsSpan()[1..], input)
                : ShellOutput.Error($"{Self}: {name}: inaccessible or not found", NotFound);
            (exitCode, input) = (result.ExitCode, Redirected(command, result, ref output));
        }

        output += input;
        return exitCode;
    }

    /// <summary>What goes on to the next command; errors go to the terminal if nobody takes them.</summary>
    private string Redirected(ShellCommand command, ShellOutput result, ref string output)
    {
        var (text, errors) = (result.Text, result.Errors);
        foreach (var redirect in command.Redirects)
        {
            if (redirect is { IsError: true, Target: "&1" })
            {
                (text, errors) = (text + errors, "");
            }
            else if (redirect.Target != "&1")
            {
                Write(redirect, redirect.IsError ? errors : text);
                (text, errors) = redirect.IsError ? (text, "") : ("", errors);
            }
        }

        output += errors;
        return text;
    }

    private void Write(ShellRedirect redirect, string text)
    {
        if (redirect.Target == Nowhere)
        {
            return;
        }

        var path = PhonePath.Whole(redirect.Target);
        if (FilePrograms.WriteProblem(Phone, path) is { } problem)
        {
            throw new FormatException($"can't create {redirect.Target}: {problem}");
        }

        var before = redirect.IsAppending && Phone.Files.TryGetValue(path, out var file) ? file.Content : "";
        Phone = Phone.WithFile(path, new PhoneFile(false, before.Length + text.Length, before + text));
    }
}
