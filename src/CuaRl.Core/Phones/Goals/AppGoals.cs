using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Goals;

/// <summary>Goals about apps and their notifications.</summary>
internal static class AppGoals
{
    /// <summary>In front counts only what is seen: neither below the shade nor with the screen off.</summary>
    public static PhoneGoal InFront(string package) => new(
        phone => WithApp(phone, package),
        (phone, _) => phone.Front == package && phone.Shade is null && !phone.IsAsleep);

    public static PhoneGoal Notifications(long count) => new(
        phone => phone.Notifications.Length == count ? phone.Notify(AppCatalog.Messages, "Ada", "See you later!") : phone,
        (phone, _) => phone.Notifications.Length == count);

    /// <summary>An app that shall go, goes alone.</summary>
    public static PhoneGoal Installed(string package, bool isInstalled) => isInstalled
        ? new PhoneGoal(phone => phone.WithoutApp(package), (phone, _) => phone.FindApp(package) is not null)
        : new PhoneGoal(
            phone => WithApp(phone, package),
            (phone, _) => AppCatalog.All.All(app => (phone.FindApp(app.Package) is null) == (app.Package == package))
                && phone.FindApp(package) is null);

    private static PhoneState WithApp(PhoneState phone, string package) => phone.FindApp(package) is not null || !PackageNames.IsValid(package)
        ? phone
        : phone.WithApp(AppCatalog.Find(package) ?? PackageNames.AppOf(package));
}
