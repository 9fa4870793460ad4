using System.Collections.Immutable;
using System.Text;

namespace CuaRl.Core.Phones.Shell;

/// <summary>
/// Reads a line for the shell: words, quotes, pipes, <c>||</c>, <c>&amp;&amp;</c>, <c>;</c> and where output goes. Nothing is
/// expanded: a dollar sign and a star are what they are.
/// </summary>
internal ref struct ShellParser(string line)
{
    private int _at;

    /// <exception cref="FormatException">The line is none that this shell reads; the message is the shell's.</exception>
    public static ImmutableArray<ShellPipeline> Parse(string line) => new ShellParser(line).ReadLine();

    private ImmutableArray<ShellPipeline> ReadLine()
    {
        var pipelines = ImmutableArray.CreateBuilder<ShellPipeline>();
        var condition = ShellCondition.Always;
        while (true)
        {
            SkipBlanks();
            if (_at == line.Length && condition == ShellCondition.Always)
            {
                return pipelines.ToImmutable();
            }

            pipelines.Add(new ShellPipeline(condition, ReadPipeline()));
            SkipBlanks();
            if (_at == line.Length)
            {
                return pipelines.ToImmutable();
            }

            condition = Take("&&") ? ShellCondition.Success
                : Take("||") ? ShellCondition.Failure
                : Take(";") || Take("\n") ? ShellCondition.Always
                : throw Unexpected();
        }
    }

    private ImmutableArray<ShellCommand> ReadPipeline()
    {
        var commands = ImmutableArray.CreateBuilder<ShellCommand>();
        do
        {
            commands.Add(ReadCommand());
        }
        while (!Starts("||") && Take("|"));

        return commands.ToImmutable();
    }

    private ShellCommand ReadCommand()
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var redirects = ImmutableArray.CreateBuilder<ShellRedirect>();
        for (SkipBlanks(); _at < line.Length && !IsEnd(line[_at]); SkipBlanks())
        {
            if (ReadRedirect() is { } redirect)
            {
                redirects.Add(redirect);
            }
            else
            {
                words.Add(ReadWord());
            }
        }

        return words.Count > 0 ? new ShellCommand(words.ToImmutable(), redirects.ToImmutable()) : throw Unexpected();
    }

    private ShellRedirect? ReadRedirect()
    {
        var isError = Starts("2>");
        if (!isError && !Starts(">") && !Starts("1>"))
        {
            return null;
        }

        _at += line[_at] == '>' ? 1 : 2;
        var isAppending = Take(">");
        if (Take("&1"))
        {
            return new ShellRedirect(isError, isAppending, "&1");
        }

        SkipBlanks();
        return _at < line.Length && !IsEnd(line[_at]) ? new ShellRedirect(isError, isAppending, ReadWord()) : throw Unexpected();
    }

    private string ReadWord()
    {
        var word = new StringBuilder();
        while (_at < line.Length && !IsEnd(line[_at]) && line[_at] is not (' ' or '\t' or '>'))
        {
            var character = line[_at++];
            switch (character)
            {
                case '\'':
                    word.Append(ReadQuoted('\''));
                    break;
                case '"':
                    word.Append(ReadQuoted('"'));
                    break;
                case '\\' when _at < line.Length:
                    word.Append(line[_at++]);
                    break;
                case '`' or '(' or ')' or '<':
                    throw new FormatException($"syntax error: unexpected '{character}'");
                case '$' when Starts("("):
                    throw new FormatException("syntax error: unexpected '$('");
                default:
                    word.Append(character);
                    break;
            }
        }

        return word.ToString();
    }

    private string ReadQuoted(char quote)
    {
        var text = new StringBuilder();
        while (_at < line.Length)
        {
            var character = line[_at++];
            if (character == quote)
            {
                return text.ToString();
            }

            if (quote == '"' && (character == '`' || (character == '$' && Starts("("))))
            {
                throw new FormatException($"syntax error: unexpected '{character}'");
            }

            var isEscape = quote == '"' && character == '\\' && _at < line.Length && line[_at] is ('"' or '\\' or '$' or '`');
            text.Append(isEscape ? line[_at++] : character);
        }

        throw new FormatException("no closing quote");
    }

    private void SkipBlanks()
    {
        while (_at < line.Length && line[_at] is (' ' or '\t'))
        {
            _at++;
        }
    }

    private readonly bool Starts(string part) => line.AsSpan(_at).StartsWith(part, StringComparison.Ordinal);

    private bool Take(string part)
    {
        var isThere = Starts(part);
        _at += isThere ? part.Length : 0;
        return isThere;
    }

    private readonly FormatException Unexpected() =>
        new($"syntax error: unexpected {(_at < line.Length ? $"'{line[_at]}'" : "end of line")}");

    private static bool IsEnd(char character) => character is '|' or '&' or ';' or '\n';
}
