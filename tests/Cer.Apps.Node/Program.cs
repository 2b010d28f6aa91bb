using System.Globalization;
using Cer.Apps;
using Cer.Apps.Node;
using Cer.Apps.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

// A collector in a process to be killed. Its arguments: a folder, the platform, the file with the password, the minute up to which
// nobody listened, the minute at which it ends, and the list at which it dies: 0 for none, negative for before it is sent. Before
// it shows a minute it says which; at the end it waits for a line.
var config = new PlatformConfig { Url = args[1], Username = "house", PasswordFile = args[2], Folder = args[0] };
var (from, to, death) = (Number(args[3]), Number(args[4]), Number(args[5]));
using var house = new House(Times.Clock(Gauge.Begin)) { IsHeard = false };
for (var minute = 0; minute <= from; minute++) Show(minute);
house.IsHeard = true;
await using var collector = new Collector(
    house,
    house.Clock,
    new HistoryReader(house, house),
    NullLogger.Instance,
    "inverters",
    [Gauge.Meter],
    config,
    new MortalDoor(new PlatformDoor(config), Math.Abs(death), death > 0),
    new CoreState(house))
{
    FirstWait = TimeSpan.FromMilliseconds(20),
};
await collector.StartAsync(default);
await collector.DoneAsync();
for (var minute = from + 1; minute <= to; minute++)
{
    Console.Out.WriteLine(minute.ToString(CultureInfo.InvariantCulture));
    Console.Out.Flush();
    Show(minute);
    await Task.Delay(2);
}

Console.In.ReadLine();

void Show(int minute)
{
    house.To(Times.At(Gauge.Begin) + Duration.FromMinutes(minute));
    house.Show(Gauge.Meter.Counter, Gauge.At(minute));
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
