using System.Text;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Tests.Phones;

public sealed class PhoneTests
{
    [Fact]
    public void Act_OfABadAction_SaysWhyAndChangesNothing()
    {
        var phone = Phone.Start(1);
        var before = phone.Snapshot();

        Assert.Equal(
            "at: must lie on the screen of 360 x 720 pixels, not at (360, 0)", phone.Act(new ScreenAction.Tap(new ScreenPoint(360, 0))));
        Assert.StartsWith("duration: must be", phone.Act(new ScreenAction.Wait(TimeSpan.FromSeconds(-1))), StringComparison.Ordinal);
        Assert.StartsWith("text: must not hold control", phone.Act(new ScreenAction.TypeText("a\u0007")), StringComparison.Ordinal);
        Assert.StartsWith("keys: must be names of keys", phone.Act(new ScreenAction.PressKeys(["warp"])), StringComparison.Ordinal);

        Assert.Equal(before, phone.Snapshot());
    }

    [Fact]
    public void Screen_OfAnUnchangedPhone_IsTheSameObject()
    {
        var phone = Phone.Start(1);

        Assert.Same(phone.Screen, phone.Screen);
        Assert.Equal(new ScreenSize(360, 720), PhoneScreen.Size);
    }

    [Fact]
    public void OpenApp_OfWhatIsNotInstalled_SaysSo()
    {
        var phone = Phone.Start(1);

        Assert.Equal("no app 'com.nobody' is installed", phone.OpenApp("com.nobody"));
        Assert.Equal("com.android.launcher3", phone.AppInFront);
    }

    [Fact]
    public void InstallApp_OfAnyPackage_PutsItIntoTheDrawerAndOpens()
    {
        var phone = Phone.Start(1);

        Assert.Null(phone.InstallApp("com.example.notes"));
        Assert.Null(phone.InstallApp("com.example.notes"));

        Assert.Equal("package:com.example.notes", phone.Ask("pm list packages notes"));
        Assert.Contains("Notes", phone.Swipe(180, 600, 180, 200).Texts(ElementRole.AppIcon));
        Assert.Null(phone.OpenApp("com.example.notes"));
    }

    [Theory]
    [InlineData("notes")]
    [InlineData("")]
    [InlineData("com.example.notes; rm -rf /")]
    [InlineData("https://example.com/a.apk")]
    public void InstallApp_OfNoPackage_IsRefused(string package) =>
        Assert.Contains("is no package", Phone.Start(1).InstallApp(package), StringComparison.Ordinal);

    [Fact]
    public void InstallApp_OfOneThatWasRemoved_BringsItBack()
    {
        var phone = Phone.Start(1);
        phone.Run("pm uninstall com.instagram.android");

        Assert.Null(phone.InstallApp("com.instagram.android"));

        Assert.Contains("Instagram", phone.Swipe(180, 600, 180, 200).Texts(ElementRole.AppIcon));
    }

    [Theory]
    [InlineData("", "not that of a simulated phone")]
    [InlineData("null", "not that of a simulated phone")]
    [InlineData("[1", "not that of a simulated phone")]
    [InlineData("{\"version\":1}", "missing")]
    [InlineData("{\"version\":2,\"state\":STATE}", "has version 2, this phone reads version 1")]
    public void Restore_OfWhatIsNoSnapshot_IsRefused(string json, string problem)
    {
        var snapshot = Encoding.UTF8.GetString(Phone.Start(1).Snapshot());
        var state = snapshot[(snapshot.IndexOf("\"state\":", StringComparison.Ordinal) + 8)..^1];

        var error = Assert.Throws<FormatException>(() => Phone.Restore(Encoding.UTF8.GetBytes(json.Replace("STATE", state, StringComparison.Ordinal))));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"page\":\"home\"", "\"page\":\"lost\"", "there is no page 'lost'")]
    [InlineData("\"page\":\"home\"", "\"page\":\"files.file.menu\"", "a dialog lies over no page")]
    [InlineData("\"pages\":[{", "\"pages\":[],\"x\":[{", "an app in use has no page")]
    [InlineData("\"home\":[[", "\"home\":[],\"x\":[[", "a part of the phone is missing")]
    public void Restore_OfABrokenSnapshot_NamesWhatIsBroken(string part, string other, string problem)
    {
        var snapshot = Encoding.UTF8.GetString(Phone.Start(1).Snapshot());
        Assert.Contains(part, snapshot, StringComparison.Ordinal);

        var error = Assert.Throws<FormatException>(
            () => Phone.Restore(Encoding.UTF8.GetBytes(snapshot.Replace(part, other, StringComparison.Ordinal))));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }
}
