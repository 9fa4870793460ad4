using System.CommandLine;

namespace CuaRl.Silo.Commands;

/// <summary>A command with examples for its help page. Each command is a static class with <c>Create()</c> that makes one.</summary>
internal sealed class CliCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Lines as one would type them, each with <c>#</c> and what it does.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>What its help page lists beside its options and arguments.</summary>
    public IReadOnlyList<HelpSection> Sections { get; set; } = [];
}
