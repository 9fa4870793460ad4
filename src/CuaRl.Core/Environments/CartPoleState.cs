using System.Text.Json;

namespace CuaRl.Core.Environments;

/// <summary>Where cart and pole are.</summary>
/// <param name="X">The cart's place on its track, in metres from the middle.</param>
/// <param name="XDot">The cart's velocity, in metres a second.</param>
/// <param name="Theta">The pole's angle from upright, in radians, to the right positive.</param>
/// <param name="ThetaDot">The pole's angular velocity, in radians a second.</param>
public readonly record struct CartPoleState(double X, double XDot, double Theta, double ThetaDot)
{
    /// <summary>How many numbers a state is.</summary>
    public const int Length = 4;

    /// <summary>The numbers, in their order.</summary>
    public double[] ToArray() => [X, XDot, Theta, ThetaDot];

    internal static CartPoleState Read(JsonElement value)
    {
        const string Rule = "state: must be four numbers, [x, x_dot, theta, theta_dot]";
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != Length)
        {
            throw new FormatException(Rule);
        }

        Span<double> numbers = stackalloc double[Length];
        for (var i = 0; i < Length; i++)
        {
            var element = value[i];
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetDouble(out numbers[i]) || !double.IsFinite(numbers[i]))
            {
                throw new FormatException(Rule);
            }
        }

        return new CartPoleState(numbers[0], numbers[1], numbers[2], numbers[3]);
    }
}
