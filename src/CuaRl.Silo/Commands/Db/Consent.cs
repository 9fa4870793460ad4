using System.CommandLine;

namespace CuaRl.Silo.Commands.Db;

/// <summary>What a command asks before it destroys something.</summary>
internal sealed class Consent
{
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask" };

    public void AddTo(Command command) => command.Options.Add(_yes);

    /// <exception cref="CommandFailedException">The answer is no, or there is nobody to ask.</exception>
    public async Task RequireAsync(ParseResult parsed, string question)
    {
        if (parsed.GetValue(_yes))
        {
            return;
        }

        if (Console.IsInputRedirected)
        {
            throw new CommandFailedException($"{question} Nobody is there to answer: add --yes.");
        }

        await parsed.InvocationConfiguration.Output.WriteAsync($"{question} Type yes to go on: ");
        if (!string.Equals(Console.ReadLine()?.Trim(), "yes", StringComparison.OrdinalIgnoreCase))
        {
            throw new CommandFailedException("Nothing was changed.");
        }
    }
}
