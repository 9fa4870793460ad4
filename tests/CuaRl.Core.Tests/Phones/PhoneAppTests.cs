using CuaRl.Core.Devices;
using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Tests.Phones;

public sealed class PhoneAppTests
{
    private const string Chrome = "com.android.chrome";
    private const string Files = "com.android.documentsui";

    [Theory]
    [InlineData("gbox.ai", "gbox.ai")]
    [InlineData("https://www.GBOX.ai/", "gbox.ai")]
    [InlineData("gbox logo", "search: gbox logo")]
    [InlineData("nowhere.example", "nowhere.example")]
    public void Address_TypedAndSubmitted_IsVisitedAndBackLeadsAway(string typed, string address)
    {
        var phone = Phone.Start(1).Open(Chrome);
        phone.Tap(phone.See(ElementRole.TextField)).Type(typed, isSubmitted: true);
        Assert.Equal(address, phone.See(ElementRole.TextField)!.Text);

        Assert.Equal("", phone.Press(DeviceButton.Back).See(ElementRole.TextField)!.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Logo_DownloadedByLinkOrFromThePicture_IsInDownloadsWithANotification(bool isByLink)
    {
        for (var seed = 0UL; seed < 12; seed++)
        {
            var phone = Phone.Start(seed).Open(Chrome);
            phone.Tap(phone.See(ElementRole.TextField)).Type("gbox.ai", isSubmitted: true);
            phone = isByLink ? phone.Tap(Words.DownloadLogo) : HoldLogo(phone).Tap(Words.DownloadImage);
            phone = phone.See(Words.Allow) is { } allow ? phone.Tap(allow) : phone;

            Assert.Equal(0, phone.Run("test -f /sdcard/Download/logo.svg").ExitCode);
            Assert.Contains("logo.svg", phone.Swipe(180, 2, 180, 300).Texts(ElementRole.Notification));
        }
    }

    [Fact]
    public void Logo_DownloadedTwice_IsThereTwice()
    {
        var phone = Phone.Start(0).Open(Chrome);
        phone.Tap(phone.See(ElementRole.TextField)).Type("gbox.ai", isSubmitted: true).Tap(Words.DownloadLogo);
        phone = phone.See(Words.Allow) is { } allow ? phone.Tap(allow) : phone;

        phone.Tap(Words.DownloadLogo);

        Assert.Equal("logo (1).svg\nlogo.svg", phone.Ask("ls /sdcard/Download | grep logo"));
    }

    [Fact]
    public void Download_ThatIsNotAllowed_BringsNothing()
    {
        var phone = Enumerable.Range(0, 50).Select(seed => Phone.Start((ulong)seed))
            .First(phone => !phone.State.FindApp(Chrome)!.MayUseFiles).Open(Chrome);
        phone.Tap(phone.See(ElementRole.TextField)).Type("gbox.ai", isSubmitted: true).Tap(Words.DownloadLogo);

        phone.Tap(Words.Deny);

        Assert.Equal(1, phone.Run("test -e /sdcard/Download/logo.svg").ExitCode);
        Assert.Equal("gbox.ai", phone.See(ElementRole.TextField)!.Text);
    }

    [Fact]
    public void Page_InAirplaneMode_IsOffline()
    {
        var phone = Phone.Start(1, new PhoneTask("x", "airplane_mode", "false")).Open(Chrome);

        phone.Tap(phone.See(ElementRole.TextField)).Type("gbox.ai", isSubmitted: true);

        Assert.NotNull(phone.See(Words.Offline));
    }

    [Theory]
    [InlineData("abc", true)]
    [InlineData(" my folder ", true)]
    [InlineData("", false)]
    [InlineData("a/b", false)]
    [InlineData("..", false)]
    public void Folder_NamedInItsDialog_IsMadeIfItIsAName(string name, bool isMade)
    {
        for (var seed = 0UL; seed < 6; seed++)
        {
            var phone = AskForFolder(Phone.Start(seed)).Type(name).Tap(Words.Ok);

            Assert.Equal(isMade ? 0 : 1, phone.Run($"test -d '/sdcard/Download/{(isMade ? name.Trim() : "abc")}'").ExitCode);
            Assert.Equal(isMade, phone.See(ElementRole.Keyboard) is null);
            Assert.Equal(isMade, phone.See(ElementRole.Toast) is null);
        }
    }

    [Fact]
    public void Folder_ThatExists_IsNotMadeAgain()
    {
        var phone = Phone.Start(1);
        phone.Run("mkdir /sdcard/Download/abc; touch /sdcard/Download/abc/kept");

        AskForFolder(phone).Type("abc").Tap(Words.Ok);

        Assert.Equal("abc exists already", phone.See(ElementRole.Toast)?.Text);
        Assert.Equal("kept", phone.Ask("ls /sdcard/Download/abc"));
    }

    [Fact]
    public void File_HeldAndDeleted_IsGone()
    {
        var phone = Phone.Start(1);
        phone.Run("mkdir /sdcard/Download/abc; touch /sdcard/Download/abc/file");
        phone.Open(Files).Tap(Words.Downloads);

        phone.Hold(phone.See("abc")).Tap(Words.Delete);

        Assert.Equal(1, phone.Run("test -e /sdcard/Download/abc").ExitCode);
    }

    [Fact]
    public void Keyboard_TappedKeyByKey_TypesAndErases()
    {
        var phone = AskForFolder(Phone.Start(1));
        var keyboard = phone.See(ElementRole.Keyboard)!.Bounds;
        var keys = KeyboardKeys.In(keyboard).ToDictionary(key => key.Key, key => key.Bounds.Center);

        foreach (var key in new[] { "a", "b", "q", "erase", "c", "space", "z", "enter" })
        {
            phone.Do(new ScreenAction.Tap(keys[key]));
        }

        Assert.Equal("abc z", phone.Ask("ls /sdcard/Download | grep abc"));
    }

    [Fact]
    public void Text_WithoutAFocus_GoesNowhere()
    {
        var phone = Phone.Start(1).Open("com.android.settings");
        var before = phone.Snapshot();

        phone.Type("abc", isSubmitted: true).Do(new ScreenAction.PressKeys(["a"]));

        Assert.Equal(before, phone.Snapshot());
    }

    [Fact]
    public void Text_Replacing_TakesThePlaceOfWhatIsThere()
    {
        var phone = AskForFolder(Phone.Start(1)).Type("abc").Do(new ScreenAction.TypeText("xyz", IsReplacing: true));

        Assert.Equal("xyz", phone.See(ElementRole.TextField)!.Text);
    }

    [Fact]
    public void Camera_Pressed_TakesAPictureThatTheGalleryShows()
    {
        var phone = Phone.Start(1).Open("com.android.camera").Tap(Words.Shutter).Open("com.android.gallery");

        Assert.NotNull(phone.See("IMG_0001.jpg"));
    }

    private static Phone AskForFolder(Phone phone)
    {
        phone.Open(Files).Tap(Words.Downloads);
        phone = phone.See(Words.NewFolder) is null ? phone.Tap(Words.More) : phone;
        return phone.Tap(Words.NewFolder);
    }

    private static Phone HoldLogo(Phone phone)
    {
        phone = phone.See(ElementRole.Image) is null ? phone.Swipe(180, 600, 180, 100) : phone;
        return phone.Hold(phone.See(ElementRole.Image));
    }
}
