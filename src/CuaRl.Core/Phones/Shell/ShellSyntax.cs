using System.Collections.Immutable;

namespace CuaRl.Core.Phones.Shell;

/// <summary>When a pipeline runs, by how the one before it ended.</summary>
internal enum ShellCondition
{
    /// <summary>In any case.</summary>
    Always,

    /// <summary>After success.</summary>
    Success,

    /// <summary>After failure.</summary>
    Failure,
}

/// <summary>Where what a command writes goes.</summary>
/// <param name="IsError">Of its errors; else of its output.</param>
/// <param name="IsAppending">Behind what is in the file.</param>
/// <param name="Target">The file, or <c>&amp;1</c> for where the output goes.</param>
internal readonly record struct ShellRedirect(bool IsError, bool IsAppending, string Target);

/// <summary>A command, with its name first.</summary>
internal sealed record ShellCommand(ImmutableArray<string> Words, ImmutableArray<ShellRedirect> Redirects);

/// <summary>Commands of which each reads what the one before writes.</summary>
internal sealed record ShellPipeline(ShellCondition Condition, ImmutableArray<ShellCommand> Commands);
