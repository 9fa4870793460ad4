using System.Globalization;
using CuaRl.Core.Simulations;

namespace CuaRl.Silo.Http.Validation;

/// <summary>The parameters of a query, taken one by one; what is wrong with them is gathered.</summary>
internal sealed class QueryFields(IQueryCollection query)
{
    private readonly List<FieldError> _errors = [];

    public long Integer(string name, long fallback, long least, long most) =>
        OptionalInteger(name, least, most) ?? fallback;

    public long? OptionalInteger(string name, long least, long most)
    {
        if (query[name] is not [.., { } text])
        {
            return null;
        }

        if (!Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            Fail(name, "int_parsing", "Input should be a valid integer, unable to parse string as an integer");
        }
        else if (value < least)
        {
            Fail(name, "greater_than_equal", $"Input should be greater than or equal to {least}");
        }
        else if (value > most)
        {
            Fail(name, "less_than_equal", $"Input should be less than or equal to {most}");
        }
        else
        {
            return (long)value;
        }

        return null;
    }

    /// <summary>How many items a page has at most.</summary>
    public int Limit() => (int)Integer("limit", PageQuery.DefaultLimit, 1, SimulationRules.MaxPage);

    public string? OptionalText(string name) => query[name] is [.., { } text] ? text : null;

    public string Text(string name)
    {
        if (OptionalText(name) is { Length: > 0 } text)
        {
            return text;
        }

        Fail(name, "missing", "Field required");
        return "";
    }

    /// <summary>One of a few words; the first of them when it is missing.</summary>
    public string Choice(string name, params ReadOnlySpan<string> words)
    {
        var text = OptionalText(name) ?? words[0];
        if (!words.Contains(text))
        {
            Fail(name, "enum", $"Input should be {string.Join(" or ", words!)}");
        }

        return text;
    }

    /// <summary>One of the words of an enumeration, or null.</summary>
    public T? OptionalWord<T>(string name)
        where T : struct, Enum
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        var value = Words<T>.Find(text);
        if (value is null)
        {
            Fail(name, "enum", $"Input should be one of {Words<T>.Known}");
        }

        return value;
    }

    public double? OptionalNumber(string name)
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
        {
            return value;
        }

        Fail(name, "finite_number", "Input should be a finite number");
        return null;
    }

    public DateTimeOffset? OptionalTime(string name)
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        if (Instant.TryParse(text, out var instant))
        {
            return instant;
        }

        Fail(name, "value_error", $"Input {Instant.Rule}");
        return null;
    }

    /// <summary>True or false; false when it is missing.</summary>
    public bool Flag(string name) => Choice(name, "false", "true") == "true";

    /// <summary>Adds a mistake that no form shows.</summary>
    public void Reject(string name, string message) => Fail(name, "value_error", message);

    /// <exception cref="RequestInvalidException">A parameter that was asked for is wrong.</exception>
    public void ThrowIfInvalid()
    {
        if (_errors.Count > 0)
        {
            throw new RequestInvalidException(_errors);
        }
    }

    private void Fail(string name, string type, string message) => _errors.Add(FieldError.InQuery(name, type, message));
}
