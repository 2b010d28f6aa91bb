using System.Xml.Linq;

namespace Cer.Architecture.Tests;

/// <summary>Dependencies point inward: a room may see the rooms listed here and no other.</summary>
public class RoomTests
{
    private static readonly Dictionary<string, string[]> MaySee = new()
    {
        ["Cer.Domain"] = [],
        ["Cer.Settlement"] = ["Cer.Domain"],
        ["Cer.Exchange"] = ["Cer.Domain"],
        ["Cer.Operations"] = ["Cer.Domain", "Cer.Settlement", "Cer.Exchange"],
        ["Cer.Storage"] = ["Cer.Operations", "Cer.Workflows"],
        ["Cer.Workflows"] = [],
        ["Cer.Messaging"] = ["Cer.Operations"],
        ["Cer.Reporting"] = ["Cer.Operations"],
        ["Cer.Host"] =
        [
            "Cer.Domain", "Cer.Settlement", "Cer.Exchange", "Cer.Operations", "Cer.Storage", "Cer.Messaging",
            "Cer.Reporting", "Cer.Workflows", "Cer.NetDaemon", "Cer.Apps",
        ],
        ["Cer.NetDaemon"] = [],
        ["Cer.Apps"] = ["Cer.Domain", "Cer.NetDaemon"],
        ["Cer.Apps.Host"] = ["Cer.Apps"],
    };

    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Cer.Domain"] = ["NodaTime"],
        ["Cer.Settlement"] = [],
        ["Cer.Exchange"] = ["YamlDotNet"],
        ["Cer.Operations"] = [],
        ["Cer.Storage"] = ["Npgsql", "Dapper"],
        ["Cer.Workflows"] = [],
        ["Cer.Messaging"] = [],
        ["Cer.Reporting"] = [],
        ["Cer.Host"] = ["System.CommandLine"],
        ["Cer.NetDaemon"] = ["System.Reactive", "YamlDotNet"],
        // Only with -p:NetDaemonPackages=true, in place of Cer.NetDaemon.
        ["Cer.Apps"] = ["NetDaemon.AppModel", "NetDaemon.Client", "NetDaemon.HassModel", "NetDaemon.Extensions.Scheduling"],
        ["Cer.Apps.Host"] =
            ["NetDaemon.AppModel", "NetDaemon.Extensions.Logging", "NetDaemon.Extensions.Scheduling", "NetDaemon.Runtime"],
    };

    /// <summary>Where rooms are: apps that also run elsewhere have a folder of their own.</summary>
    private static readonly string[] Houses = ["src", "netdaemon-apps"];

    public static TheoryData<string> Rooms => [.. MaySee.Keys];

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_sees_only_the_rooms_inside_it(string room) =>
        Assert.Empty(References(room, "ProjectReference").Select(Path.GetFileNameWithoutExtension).Except(MaySee[room]));

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_uses_only_the_packages_it_was_given(string room) =>
        Assert.Empty(References(room, "PackageReference").Except(MayUse[room]));

    [Fact]
    public void Every_room_is_listed() => Assert.Equal(
        MaySee.Keys.Order(),
        Houses.SelectMany(house => Directory.GetDirectories(Path.Combine(Root, house))).Select(Path.GetFileName).Order());

    private static IEnumerable<string> References(string room, string kind) =>
        XDocument.Load(Houses.Select(house => Path.Combine(Root, house, room, $"{room}.csproj")).First(File.Exists))
            .Descendants(kind)
            .Select(reference => (string)reference.Attribute("Include")!);

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "CerAutomation.sln"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }
}
