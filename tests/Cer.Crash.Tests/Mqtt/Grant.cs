using System.Text.RegularExpressions;

namespace Cer.Crash.Tests.Mqtt;

/// <summary>What <c>cer device add</c> printed for a device or bridge.</summary>
internal sealed partial record Grant(string Topic, string Username, string Password)
{
    /// <summary>Lets devices of the invented community publish: one by itself, several through a bridge.</summary>
    public static async Task<Grant> OfAsync(CrashDatabase database, string bridge, IEnumerable<int> points)
    {
        Grant? grant = null;
        foreach (var point in points)
        {
            var added = await database.RunAsync(
                "device add", "--community", InventedCommunity.Code, "--device", InventedCommunity.Device(point),
                "--bridge", bridge);
            var told = Form().Match(added.Succeeded().Output);
            Assert.True(told.Success, added.Output);
            grant ??= new(told.Groups[1].Value, told.Groups[2].Value, told.Groups[3].Value);
        }

        return grant!;
    }

    [GeneratedRegex(@"\Atopic +(\S+)\nusername +(\S+)\npassword +([^\n]+)\n\z")]
    private static partial Regex Form();
}
