using System.Globalization;
using System.Net;

namespace Cer.Host.Tests.Viewing;

/// <summary>One hour that somebody asks about, over HTTP, against cells that somebody else computed.</summary>
public class HourTests
{
    private const string Folder = "cer-magliano-ottobre";

    [Fact]
    public async Task Every_hour_of_the_day_of_25_is_that_of_the_golden_folder()
    {
        await using var server = await StaffServer.OfGoldenAsync(Folder);
        var hours = Golden.Table(Folder, "hours.csv").ToDictionary(row => row["start"]);
        var units = Golden.Table(Folder, "plant_hours.csv").ToLookup(row => row["start"]);
        var members = (await server.GetAsync("months/2025-10"))["members"]!.AsArray();
        var day = hours.Keys.Where(start => Starts(start, "2025-10-25T22:00:00Z", "2025-10-26T23:00:00Z")).ToArray();
        Assert.Equal(25, day.Length);
        foreach (var start in day)
        {
            var told = await server.GetAsync($"hour?at={start}");
            Assert.True((bool)told["isOfRun"]!);
            var community = told["community"]!;
            Assert.Equal(Number(hours[start]["injected_kwh"]), (decimal)community["injectedKwh"]!);
            Assert.Equal(Number(hours[start]["withdrawn_kwh"]), (decimal)community["withdrawnKwh"]!);
            Assert.Equal(Number(hours[start]["shared_kwh"]), (decimal)community["sharedKwh"]!);
            var found = told["units"]!.AsArray().ToDictionary(unit => (string)unit!["about"]!, unit => (decimal)unit!["eur"]!);
            Assert.Equal(units[start].ToDictionary(row => row["plant"], row => Number(row["tip_eur"])), found);
            foreach (var unit in told["units"]!.AsArray().Where(unit => unit!["parts"]!.AsArray().Count > 0))
                Assert.Equal((decimal)unit!["eur"]!, unit["parts"]!.AsArray().Sum(part => (decimal)part!["eur"]!));
        }

        // What the members are told of an hour is the whole of what was shared in it.
        foreach (var start in new[] { "2025-10-26T10:00:00Z", "2025-10-26T11:00:00Z" })
        {
            var parts = 0m;
            foreach (var member in members)
            {
                var told = await server.GetAsync($"hour?at={start}&member={member!["id"]}");
                parts += (decimal?)told["member"]!["sharedKwh"] ?? 0m;
            }

            Assert.Equal(Number(hours[start]["shared_kwh"]), parts);
        }
    }

    [Theory]
    [InlineData("hour", HttpStatusCode.BadRequest)]
    [InlineData("hour?at=ieri", HttpStatusCode.BadRequest)]
    [InlineData("hour?at=2025-10-26T11:30:00Z", HttpStatusCode.BadRequest)]
    [InlineData("hour?at=9999-12-31T23:00:00Z", HttpStatusCode.BadRequest)]
    [InlineData("hour?at=2025-09-01T11:00:00Z", HttpStatusCode.NotFound)]
    [InlineData("hour?at=2025-10-26T11:00:00Z&member=99999", HttpStatusCode.NotFound)]
    [InlineData("hour?at=2025-10-26T11:00:00Z&member=x", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_told_is_refused_with_a_sentence(string path, HttpStatusCode expected)
    {
        await using var server = await StaffServer.OfGoldenAsync(Folder);
        await server.RefusesAsync(path, expected);
    }

    private static bool Starts(string start, string from, string below) =>
        string.CompareOrdinal(start, from) >= 0 && string.CompareOrdinal(start, below) < 0;

    private static decimal Number(string cell) => decimal.Parse(cell, CultureInfo.InvariantCulture);
}
