using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace CuaRl.Silo.Commands;

/// <summary>The usual help page, with the command's lists and examples at its end.</summary>
internal sealed class ExampleHelp(HelpAction page) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = page.Invoke(parseResult);
        if (parseResult.CommandResult.Command is CliCommand { Examples.Count: > 0 } command)
        {
            var output = parseResult.InvocationConfiguration.Output;
            var column = command.Sections.SelectMany(section => section.Rows).Select(row => row.Name.Length + 2).DefaultIfEmpty().Max();
            foreach (var section in command.Sections)
            {
                section.WriteTo(output, column);
            }

            output.WriteLine("Examples:");
            foreach (var example in command.Examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        return exitCode;
    }
}
