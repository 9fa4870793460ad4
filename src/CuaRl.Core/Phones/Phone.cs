using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Gestures;
using CuaRl.Core.Phones.Goals;
using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.Shell;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones;

/// <summary>
/// A simulated phone, after Android: a home screen, apps, settings, files and a shell. The same seed, task and actions give the
/// same screens on every machine. It is not safe for concurrent use.
/// </summary>
public sealed class Phone
{
    private const int LongestPackage = 255;

    private readonly PhoneLayout _layout = new();
    private PhoneState _state;
    private PhoneState? _shown;
    private PhoneScreen? _screen;

    private Phone(PhoneState state) => _state = state;

    /// <summary>What it shows now: 360 by 720 pixels.</summary>
    public PhoneScreen Screen
    {
        get
        {
            if (!ReferenceEquals(_shown, _state) || _screen is null)
            {
                _layout.LayOut(_state);
                (_shown, _screen) = (_state, _layout.Screen(_state));
            }

            return _screen;
        }
    }

    /// <summary>The package in front.</summary>
    public string AppInFront => _state.Front;

    internal PhoneState State => _state;

    /// <summary>A phone on its home screen.</summary>
    /// <param name="seed">What theme, wording, order, first settings and notifications follow from.</param>
    /// <param name="task">What it is made ready for: the task's goal does not hold then. Null for none.</param>
    public static Phone Start(ulong seed, PhoneTask? task = null)
    {
        var state = NewPhone.Make(seed);
        return new Phone(task is null ? state : PhoneGoals.Prepare(task, state));
    }

    /// <summary>The phone that <see cref="Snapshot"/> wrote.</summary>
    /// <exception cref="FormatException">It is no snapshot of a phone, or one of another version.</exception>
    public static Phone Restore(ReadOnlySpan<byte> snapshot) => new(PhoneSnapshot.Read(snapshot));

    /// <summary>The whole phone, as JSON.</summary>
    public byte[] Snapshot() => PhoneSnapshot.Write(_state);

    /// <summary>Carries out an action. What is wrong with it, as a sentence, and nothing was done; null when it was carried out.</summary>
    public string? Act(ScreenAction action)
    {
        if (ScreenActionRules.Problem(action, PhoneScreen.Size) is { } problem)
        {
            return problem;
        }

        _layout.LayOut(_state);
        _state = Gesture.After(_state, _layout, action);
        return null;
    }

    /// <summary>Runs a command in its shell, which knows a little of Android's.</summary>
    public PhoneShellResult Run(string command)
    {
        var shell = new PhoneShell(_state, _layout);
        var result = shell.Run(command);
        _state = shell.Phone;
        return result;
    }

    /// <summary>Brings an app to the front. What is wrong, as a sentence; null when it is in front.</summary>
    public string? OpenApp(string package)
    {
        if (_state.FindApp(package) is null)
        {
            return $"no app '{package}' is installed";
        }

        _state = _state.Launch(package) with { IsAsleep = false };
        return null;
    }

    /// <summary>Installs an app. What is wrong, as a sentence; null when it is installed, which it may have been before.</summary>
    public string? InstallApp(string package)
    {
        if (package.Length > LongestPackage || !PackageNames.IsValid(package))
        {
            return $"'{package}' is no package: it must be letters, digits and underscores, in at least two parts joined by dots";
        }

        _state = _state.FindApp(package) is null ? _state.WithApp(AppCatalog.Find(package) ?? PackageNames.AppOf(package)) : _state;
        return null;
    }

    /// <summary>
    /// Whether the whole of a task's goal is reached, by right app and right value; null when this phone cannot tell for this task.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="finishMessage">What the agent said when it called finish; null when it did not.</param>
    public bool? IsStrictlyReached(PhoneTask task, string? finishMessage) => PhoneGoals.IsReached(task, _state, finishMessage);
}
