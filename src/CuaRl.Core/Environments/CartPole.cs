using CuaRl.Core.Randomness;

namespace CuaRl.Core.Environments;

/// <summary>
/// A pole on a cart that is pushed left (0) or right (1), by the equations and rules of Gymnasium's CartPole-v1: the state is
/// kept in double precision and moved by Euler's method; the episode ends when the new state is beyond a limit, and is cut
/// short at 500 steps whether it has ended or not.
/// </summary>
/// <remarks>
/// Every step rewards 1, the one that ends the episode too; a later step rewards 0 as long as the state is beyond a limit.
/// <see cref="Reset"/> draws each of the four numbers from -0.05 to 0.05 out of <see cref="SeededGenerator"/>: the start
/// differs from Gymnasium's for the same seed. The agent sees the state rounded to single precision, as there.
/// </remarks>
public sealed class CartPole : IEnvironment
{
    /// <summary>The limit of |x|, in metres.</summary>
    public const double TrackLimit = 2.4;

    /// <summary>The limit of |theta|, in radians: 12 degrees.</summary>
    public const double AngleLimit = 12 * 2 * Math.PI / 360;

    private const double Gravity = 9.8;
    private const double CartMass = 1.0;
    private const double PoleMass = 0.1;
    private const double TotalMass = PoleMass + CartMass;
    private const double HalfPoleLength = 0.5;
    private const double PoleMoment = PoleMass * HalfPoleLength;
    private const double Push = 10.0;
    private const double SecondsPerStep = 0.02;
    private const double StartLimit = 0.05;

    private SeededGenerator _random = new(0);
    private int _elapsedSteps;
    private bool _hasTerminated;

    /// <summary>An episode as <c>Reset(0)</c> begins it.</summary>
    public CartPole() => Reset(0);

    /// <inheritdoc />
    public EnvironmentSpec Spec { get; } = new("CartPole-v1", 2, 500, "[x, x_dot, theta, theta_dot], single precision");

    /// <summary>Where cart and pole are.</summary>
    public CartPoleState State { get; private set; }

    /// <inheritdoc />
    public void Reset(ulong seed)
    {
        _random = new SeededGenerator(seed);
        State = new CartPoleState(Draw(), Draw(), Draw(), Draw());
        (_elapsedSteps, _hasTerminated) = (0, false);
    }

    /// <inheritdoc />
    public EnvironmentStep Step(int action)
    {
        Spec.Check(action);
        State = Moved(State, action == 1 ? Push : -Push);
        _elapsedSteps++;
        var isBeyond = State.X is < -TrackLimit or > TrackLimit || State.Theta is < -AngleLimit or > AngleLimit;
        var reward = isBeyond && _hasTerminated ? 0.0 : 1.0;
        _hasTerminated |= isBeyond;
        return new EnvironmentStep(reward, isBeyond, _elapsedSteps >= Spec.MaxSteps);
    }

    /// <inheritdoc />
    public byte[] Snapshot() => EnvironmentJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("state");
        writer.WriteArray(State.ToArray());
        writer.WriteNumber("elapsed_steps", _elapsedSteps);
        writer.WriteBoolean("terminated", _hasTerminated);
        writer.WriteString("generator", _random.State);
        writer.WriteEndObject();
    });

    /// <inheritdoc />
    public void Restore(ReadOnlySpan<byte> snapshot)
    {
        var stored = EnvironmentJson.ReadObject(snapshot);
        var state = CartPoleState.Read(stored.Required("state"));
        var elapsedSteps = stored.WholeNumber("elapsed_steps", otherwise: 0, most: int.MaxValue - 1);
        var hasTerminated = stored.Truth("terminated", otherwise: false);
        _random = SeededGenerator.Parse(stored.Text("generator", new SeededGenerator(0).State));
        (State, _elapsedSteps, _hasTerminated) = (state, elapsedSteps, hasTerminated);
    }

    /// <inheritdoc />
    public byte[] Encode() => EnvironmentJson.Write(writer =>
        writer.WriteArray([(float)State.X, (float)State.XDot, (float)State.Theta, (float)State.ThetaDot]));

    private static CartPoleState Moved(CartPoleState state, double force)
    {
        var (sin, cos) = (Math.Sin(state.Theta), Math.Cos(state.Theta));
        var push = (force + PoleMoment * (state.ThetaDot * state.ThetaDot) * sin) / TotalMass;
        var angular = (Gravity * sin - cos * push) / (HalfPoleLength * (4.0 / 3.0 - PoleMass * (cos * cos) / TotalMass));
        var linear = push - PoleMoment * angular * cos / TotalMass;
        return new CartPoleState(
            state.X + SecondsPerStep * state.XDot,
            state.XDot + SecondsPerStep * linear,
            state.Theta + SecondsPerStep * state.ThetaDot,
            state.ThetaDot + SecondsPerStep * angular);
    }

    private double Draw() => _random.NextUniform(-StartLimit, StartLimit);
}
