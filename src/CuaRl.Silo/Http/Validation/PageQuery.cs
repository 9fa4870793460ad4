using System.Globalization;
using CuaRl.Core.Simulations;

namespace CuaRl.Silo.Http.Validation;

/// <summary>The page of a list that a client asks for.</summary>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Limit">How many at most.</param>
internal sealed record PageQuery(int Skip, int Limit)
{
    public const int DefaultLimit = 100;

    /// <exception cref="RequestInvalidException">A number is none, or out of range.</exception>
    public static PageQuery From(IQueryCollection query)
    {
        var errors = new List<FieldError>();
        var page = new PageQuery(
            Number(query, "skip", 0, 0, int.MaxValue, errors),
            Number(query, "limit", DefaultLimit, 1, SimulationRules.MaxPage, errors));
        return errors.Count == 0 ? page : throw new RequestInvalidException(errors);
    }

    private static int Number(IQueryCollection query, string name, int fallback, int least, int most, List<FieldError> errors)
    {
        if (query[name] is not [.., { } text])
        {
            return fallback;
        }

        if (!Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            errors.Add(FieldError.InQuery(
                name, "int_parsing", "Input should be a valid integer, unable to parse string as an integer"));
        }
        else if (value < least)
        {
            errors.Add(FieldError.InQuery(
                name, "greater_than_equal", $"Input should be greater than or equal to {least}"));
        }
        else if (value > most)
        {
            errors.Add(FieldError.InQuery(name, "less_than_equal", $"Input should be less than or equal to {most}"));
        }
        else
        {
            return (int)value;
        }

        return fallback;
    }
}
