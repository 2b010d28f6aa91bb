using System.Net;
using System.Text.Json.Nodes;
using Cer.Host.Tests.People;
using Cer.Operations.People;

namespace Cer.Host.Tests.Dashboards;

/// <summary>The dashboards that come with the program, as a page asks for them: every panel of each.</summary>
public class ShippedTests(BoardHouse house)
{
    [Fact]
    public async Task Every_panel_answers_those_whom_it_is_for_and_tells_no_code_of_a_point()
    {
        await using var server = await PeopleServer.StartAsync(house.Database, settings => settings);
        var village = await BoardHouse.VillageAsync(server);
        using var staff = await server.SignedInAsync(new PersonRole(Role.Operator, village.Id, village.Code, null));
        using var anna = await server.SignedInAsync(village.AnnaOnly);
        var asked = 0;
        foreach (var (browser, uids) in new[]
            {
                (staff, new[]
                {
                    "cer-comune", "cer-impianti", "cer-liquidazione", "cer-operativita", "cer-qualita", "cer-riconciliazione",
                }),
                (anna, ["cer-membro"]),
            })
        {
            foreach (var uid in uids)
            {
                var opened = await browser.GetAsync($"/api/dashboards/{uid}");
                Assert.True(opened.Status == HttpStatusCode.OK, $"{uid}: {opened.Text}");
                Clean(opened.Text);
                foreach (var panel in opened.Json["panels"]!.AsArray())
                {
                    foreach (var letter in panel!["refIds"]!.AsArray())
                    {
                        var ask = BoardHouse.Ask((int)panel["id"]!);
                        ask["refId"] = (string)letter!;
                        var answer = await browser.PostAsync($"/api/dashboards/{uid}/query", ask);
                        Assert.True(answer.Status == HttpStatusCode.OK, $"{uid} {panel["id"]}: {answer.Text}");
                        Clean(answer.Text);
                        asked++;
                        if (uid != "cer-membro") continue;
                        // The same with each number of another.
                        ask["member"] = village.Bruno;
                        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"/api/dashboards/{uid}/query", ask)).Status);
                    }
                }

                var marks = await browser.PostAsync($"/api/dashboards/{uid}/annotations", BoardHouse.Ask(1));
                Assert.True(marks.Status == HttpStatusCode.OK, $"{uid}: {marks.Text}");
                Assert.IsType<JsonArray>(marks.Json);
                Clean(marks.Text);
            }
        }

        Assert.True(asked > 60, $"Found {asked} panels, expected all of them.");
    }

    private static void Clean(string text)
    {
        Assert.DoesNotContain("IT999E", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Famiglia", text, StringComparison.Ordinal);
        Assert.DoesNotContain("rawSql", text, StringComparison.Ordinal);
    }
}
