using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Host.Tests.Viewing;
using Cer.Operations.Desk;
using Cer.Operations.Intake;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using NodaTime;

namespace Cer.Host.Tests.Desk;

/// <summary>Members at the desk over HTTP, from the form to the month that is settled.</summary>
public class DeskTests
{
    private const string August = "2026-08-03T08:00:00Z";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_shown_before_is_what_happens_and_what_is_taken_back_is_as_it_was_before()
    {
        await using var server = await SmallCommunity.StartAsync(August);
        var before = await server.AskAsync<byte[]>("select sha256 from core.definition where version = 1");
        var standing = await server.StandingAsync();
        var form = DeskHouse.Enrol()
            .With("consent", new JsonObject { ["from"] = "2026-07-15", ["to"] = "2028-07-14" })
            .With("delegation", new JsonObject
            {
                ["name"] = "Delegata inventata",
                ["from"] = "2026-07-15",
                ["to"] = "2027-07-14",
                ["evidence"] = DeskHouse.Paper,
            });
        var (status, shown) = await server.PostAsync("desk/preview", form);
        Assert.True(status == HttpStatusCode.OK, shown?.ToJsonString());
        Assert.Equal(standing, await server.StandingAsync());
        Assert.Equal(
            ["member  Famiglia inventata", "point 0077 Famiglia inventata"],
            shown!["lines"]!.AsArray().Select(line => $"{line!["kind"]} {line["point"]} {line["member"]}"));
        Assert.Equal(("2026-07-15", (string?)null), ((string?)shown["lines"]![1]!["after"]!["from"],
            (string?)shown["lines"]![1]!["before"]));
        // A day that is past is told, and not refused.
        Assert.Equal(["day late"], shown["notices"]!.AsArray().Select(one => $"{one!["field"]} {one["code"]}"));

        var done = await server.DoAsync(form);
        Assert.Equal((2, 1), ((int)done["version"]!, (int)done["act"]!));
        Assert.Equal(shown["lines"]!.ToJsonString(), done["lines"]!.ToJsonString());
        var desk = await server.GetAsync("desk");
        Assert.Equal(2, (int)desk["version"]!);
        Assert.Equal("Persona inventata", (string)desk["acts"]![0]!["who"]!);
        Assert.EndsWith("Z", (string)desk["acts"]![0]!["at"]!, StringComparison.Ordinal);
        Assert.Equal(
            ("Delegata inventata", "stands"), ((string)desk["delegations"]![0]!["delegate"]!, (string)desk["delegations"]![0]!["state"]!));
        Assert.Equal("form 12/2026 armadio 2, cartella 7", await server.AskAsync<string>(
            "select concat_ws(' ', kind, number, kept_at) from core.desk_evidence"));
        Assert.Equal(1, await server.CountAsync("consent"));

        var undo = await server.GetAsync("desk/acts/1/undo");
        Assert.Equal((string?)null, (string?)undo["lines"]![0]!["after"]);
        var (taken, back) = await server.PostAsync("desk/acts/1/undo", new { version = 2 });
        Assert.True(taken == HttpStatusCode.Created, back?.ToJsonString());
        Assert.Equal(before, await server.AskAsync<byte[]>("select sha256 from core.definition where version = 3"));
        Assert.Equal(
            (1L, 1L), (await server.CountAsync("consent_withdrawal"), await server.CountAsync("delegation_end")));
        // Nothing was deleted, and it is not taken back twice.
        Assert.Equal(3, await server.CountAsync("definition"));
        Assert.Equal(HttpStatusCode.Conflict, (await server.PostAsync("desk/acts/1/undo", new { version = 3 })).Status);
        // Whoever comes after gets a code of its own, and is nobody else's continuation.
        await server.DoAsync(DeskHouse.Enrol(name: "Famiglia seconda"));
        Assert.Equal("membro-002", await server.AskAsync<string>("select max(code) from core.member where code like 'membro-%'"));
    }

    [Fact]
    public async Task What_colleagues_recorded_of_a_member_goes_when_the_enrolment_is_taken_back()
    {
        await using var server = await SmallCommunity.StartAsync(August);
        await server.DoAsync(DeskHouse.Enrol());
        var member = (await server.GetAsync("desk"))["members"]!.AsArray().Single(one =>
            (string)one!["name"]! == "Famiglia inventata")!["id"]!;
        var (made, answer) = await server.PostAsync("desk/delegations", new JsonObject
        {
            ["member"] = member.DeepClone(),
            ["name"] = "Delegata inventata",
            ["from"] = "2026-09-01",
            ["to"] = "2027-07-14",
            ["evidence"] = DeskHouse.Paper,
        });
        Assert.True(made == HttpStatusCode.Created, answer?.ToJsonString());
        Assert.Equal("later", (string)(await server.GetAsync("desk"))["delegations"]![0]!["state"]!);
        Assert.Equal(HttpStatusCode.Created, (await server.PostAsync("desk/acts/1/undo", new { version = 2 })).Status);
        Assert.Equal("ended", (string)(await server.GetAsync("desk"))["delegations"]![0]!["state"]!);
    }

    [Fact]
    public async Task Whoever_only_tries_a_form_or_a_file_is_noted_too()
    {
        await using var server = await SmallCommunity.StartAsync(August);
        foreach (var (place, body) in new (string, JsonObject)[]
        {
            ("desk/preview", DeskHouse.Enrol()), ("desk/import/preview", new() { ["text"] = DeskFileReader.Template }),
        })
        {
            Assert.NotEqual(HttpStatusCode.Forbidden, (await server.PostAsync(place, body)).Status);
            Assert.Equal(1, await server.AskAsync<long>($"select count(*) from core.look where kind = 'desk' and page like '%/{place}'"));
            // Told once in ten minutes otherwise.
            await using var command = server.Admin.CreateCommand("set session_replication_role = replica; delete from core.look");
            await command.ExecuteNonQueryAsync(Cancellation);
        }
    }

    [Fact]
    public async Task A_point_counts_from_the_day_on_which_it_came()
    {
        await using var server = await SmallCommunity.StartAsync(August);
        var community = await server.CommunityAsync();
        await server.DoAsync(DeskHouse.Enrol("2026-07-15"));
        await server.Service<ICommunityStore>().SaveDevicesAsync(
            community, [new("c2g-C", Pod.Parse(DeskHouse.NewPod, null))], "test", Cancellation);
        foreach (var days in (int[])[-1, 0])
        {
            await server.Service<IReadingStore>().AppendAsync(
                community,
                IntakeSource.Rest,
                [
                    At(SmallCommunity.Roof, days, withdrawn: 0m, injected: 2m),
                    At(SmallCommunity.Lamp, days, withdrawn: 1m, injected: null),
                    At(Pod.Parse(DeskHouse.NewPod, null), days, withdrawn: 0.5m, injected: null),
                ],
                Cancellation);
        }

        var july = new MarketMonth(2026, 7);
        Assert.IsType<SettleOutcome.Settled>(
            await server.Service<SettleStored>().RunAsync(community, july, july, null, "test", null, Cancellation));
        var months = await server.Service<IRunStore>().MembersAsync(community, new YearMonth(2026, 7), Cancellation);
        // By hand: on the 14th the roof's 2 meet the lamp's 1; on the 15th the lamp's 1 and the newcomer's 0.5.
        Assert.Equal(
            [("comune", 2m, 2m), ("membro-001", 0.5m, 0.5m)],
            months.OrderBy(month => month.Member).Select(month =>
                (month.Member, month.Withdrawn.KilowattHours, month.Shared.KilowattHours)));
    }

    [Fact]
    public async Task Wrong_fields_are_told_all_at_once_and_store_nothing()
    {
        await using var server = await SmallCommunity.StartAsync(August);
        var standing = await server.StandingAsync();
        var paper = DeskHouse.Paper.With("dated", "2026-09-01").With("keptAt", "");
        var form = DeskHouse.Enrol("non un giorno", "IT99").With("name", "").With("category", "persona").With("evidence", paper);
        foreach (var body in new JsonObject[] { form, new() { ["version"] = 1, ["form"] = form.DeepClone() } })
        {
            var (status, answer) = await server.PostAsync(body.ContainsKey("version") ? "desk" : "desk/preview", body);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Equal(
                ["name needed", "category category", "points[0].pod pod_form", "day day_form", "evidence.dated future",
                    "evidence.keptAt needed"],
                DeskHouse.Faults(answer));
        }

        string[][] cases =
        [
            ["2026-07-15", "IT999E00000002", "points[0].pod pod_held"],
            ["2024-02-29", DeskHouse.NewPod, "day before_start"],
            ["2028-01-01", DeskHouse.NewPod, "day far"],
        ];
        foreach (var one in cases)
            Assert.Equal([one[2]], DeskHouse.Faults((await server.PostAsync("desk/preview", DeskHouse.Enrol(one[0], one[1]))).Answer));
        foreach (var text in (string[])["[]", "{\"version\":1}", "{\"version\":1,\"form\":{}}", "{\"version\":1,\"form\":{\"kind\":7}}"])
            Assert.Equal(HttpStatusCode.BadRequest, (await server.PostAsync("desk", JsonNode.Parse(text)!)).Status);
        Assert.Equal(standing, await server.StandingAsync());
    }

    [Fact]
    public async Task Of_two_at_once_the_later_is_told_to_look_again()
    {
        await using var server = await SmallCommunity.StartAsync(August);
        using var other = await server.SignInAsync("altra", Role.Administrator);
        await server.DoAsync(DeskHouse.Enrol(), version: 1);
        using var late = await other.PostAsJsonAsync(
            $"/api/communities/{StaffServer.Code}/desk",
            new JsonObject { ["version"] = 1, ["form"] = DeskHouse.Enrol(pod: "IT999E00000078") },
            Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var answer = JsonNode.Parse(await late.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal("Found version 2, expected 1: look again.", (string)answer["detail"]!);

        // At the same moment, with the whole of the server between them: one is kept.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => server.PostAsync(
            "desk", new JsonObject { ["version"] = 2, ["form"] = DeskHouse.Enrol(pod: $"IT999E0000008{i}", name: $"Famiglia {i}") })));
        Assert.Single(outcomes, one => one.Status == HttpStatusCode.Created);
        Assert.Equal(5, outcomes.Count(one => one.Status == HttpStatusCode.Conflict));
        Assert.Equal(3, await server.CountAsync("definition"));
    }

    [Fact]
    public async Task A_closed_month_is_touched_neither_by_an_act_nor_by_taking_one_back()
    {
        await using var server = await SmallCommunity.StartAsync(August);
        var community = await server.CommunityAsync();
        await server.DoAsync(DeskHouse.Enrol("2026-07-20"));
        await SmallCommunity.TellAsync(server, community);
        var july = new MarketMonth(2026, 7);
        await server.Service<SettleStored>().RunAsync(community, july, july, null, "test", null, Cancellation);
        var runs = server.Service<IRunStore>();
        var run = (await runs.MonthsAsync(community, Cancellation)).Single().RunId;
        var (_, open) = await server.PostAsync("desk/preview", DeskHouse.Enrol("2026-07-31", "IT999E00000078"));
        Assert.Equal(["2026-07"], open!["months"]!.AsArray().Select(month => (string)month!));
        await runs.SetStateAsync(community, new(2026, 7), MonthState.Closed, run, "test", Cancellation);
        var standing = await server.StandingAsync();

        var (_, refused) = await server.PostAsync(
            "desk", new JsonObject { ["version"] = 2, ["form"] = DeskHouse.Enrol("2026-07-31", "IT999E00000078") });
        Assert.Equal(["day month_closed"], DeskHouse.Faults(refused));
        Assert.Contains("2026-07", (string)refused!["detail"]!, StringComparison.Ordinal);
        // Where the form has no day of its own: at the field that would change it, and in the row of a file.
        var unit = (await server.GetAsync("desk"))["units"]![0]!["id"]!;
        foreach (var (field, value) in new[] { ("powerKw", "19"), ("inService", "2024-04-09") })
        {
            var change = new JsonObject
            {
                ["kind"] = "unit",
                ["unit"] = $"{unit}",
                [field] = value,
                ["evidence"] = DeskHouse.Paper,
            };
            Assert.Equal([$"{field} month_closed"], DeskHouse.Faults((await server.PostAsync("desk/preview", change)).Answer));
        }

        const string Row = "Famiglia {0};persona fisica;IT999E0000008{0};BT;{1};modulo;;01/07/2026;armadio;\r\n";
        var text = DeskFileReader.Template + string.Format(null, Row, 1, "01/08/2026") + string.Format(null, Row, 2, "31/07/2026");
        Assert.Equal(
            ["rows[3].day month_closed"], DeskHouse.Faults((await server.PostAsync("desk/import/preview", new { text })).Answer));
        var (undo, answer) = await server.PostAsync("desk/acts/1/undo", new { version = 2 });
        Assert.Equal(HttpStatusCode.Conflict, undo);
        Assert.Contains("2026-07, which is closed", (string)answer!["detail"]!, StringComparison.Ordinal);
        Assert.Equal(standing, await server.StandingAsync());
        await server.DoAsync(DeskHouse.Enrol("2026-08-01", "IT999E00000078"));
    }

    [Fact]
    public async Task What_fails_in_the_middle_leaves_nothing_half()
    {
        await using var server = await SmallCommunity.StartAsync(August);
        var standing = await server.StandingAsync();
        // The last that is written, after definition, act and paper.
        await using (var command = server.Admin.CreateCommand("revoke insert on core.consent from cer_app"))
            await command.ExecuteNonQueryAsync(Cancellation);
        var form = DeskHouse.Enrol().With("consent", new JsonObject { ["from"] = "2026-07-15", ["to"] = "2028-07-14" });
        var (status, _) = await server.PostAsync("desk", new JsonObject { ["version"] = 1, ["form"] = form });
        Assert.True((int)status >= 500, $"{status}");
        Assert.Equal(standing, await server.StandingAsync());
    }

    [Fact]
    public async Task A_table_is_taken_in_as_one_act_or_not_at_all_and_taken_back_as_one()
    {
        await using var server = await SmallCommunity.StartAsync(August);
        const string Row = "{0};persona fisica;{1};BT;15/07/2026;modulo;;01/07/2026;armadio;\r\n";
        var header = DeskFileReader.Template.Split("\r\n")[0] + "\r\n";
        var text = header + string.Format(null, Row, "Famiglia A", "IT999E00000081")
            + string.Format(null, Row, "Famiglia B", "IT999E00000002") + string.Format(null, Row, "Famiglia C", "IT999E00000081");
        var standing = await server.StandingAsync();
        var (status, refused) = await server.PostAsync("desk/import", new { version = 1, text });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["rows[3].points[0].pod pod_held", "rows[4].points[0].pod pod_held"], DeskHouse.Faults(refused));
        Assert.Equal(standing, await server.StandingAsync());

        var good = text.Replace("IT999E00000002", "IT999E00000082", StringComparison.Ordinal);
        // Only the good rows, because somebody says so.
        var (kept, done) = await server.PostAsync("desk/import", new { version = 1, text = good, without = new[] { 4 } });
        Assert.True(kept == HttpStatusCode.Created, done?.ToJsonString());
        Assert.Equal(4, done!["lines"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.Created, (await server.PostAsync("desk/acts/1/undo", new { version = 2 })).Status);
        Assert.Single((await server.GetAsync("desk"))["members"]!.AsArray());
    }

    [Theory]
    [InlineData(20261121)]
    [InlineData(7)]
    public async Task Whatever_is_done_and_taken_back_versions_grow_and_the_words_of_before_come_back(int seed)
    {
        await using var server = await SmallCommunity.StartAsync(August);
        var community = await server.CommunityAsync();
        var (change, store) = (server.Service<ChangeMembers>(), server.Service<IDeskStore>());
        var random = new Random(seed);
        Stack<(int Act, string Before)> acts = new();
        var (version, refused, undone) = (1, 0, 0);
        for (var step = 0; step < 60; step++)
        {
            if (acts.Count > 0 && random.Next(4) == 0)
            {
                var (act, before) = acts.Pop();
                var back = Assert.IsType<DeskOutcome.Kept>(await change.UndoAsync(
                    StaffServer.Code, community, act, version, "test", Cancellation));
                Assert.Equal(version + 1, back.Version);
                Assert.Equal(before, await HashAsync());
                (version, undone) = (back.Version, undone + 1);
                continue;
            }

            var members = (await store.LatestAsync(community, Cancellation))!.Value.Definition.Community.Members;
            var form = Any(random, members[random.Next(members.Count)].Id);
            var hash = await HashAsync();
            var shown = await change.PreviewAsync(StaffServer.Code, community, form, Cancellation);
            Assert.Equal(hash, await HashAsync());
            var kept = await change.ApplyAsync(StaffServer.Code, community, form, version, "test", Cancellation);
            if (kept is not DeskOutcome.Kept done)
            {
                Assert.Equal(
                    Assert.IsType<DeskOutcome.Refused>(shown).Faults, Assert.IsType<DeskOutcome.Refused>(kept).Faults);
                refused++;
                continue;
            }

            Assert.Equal(Assert.IsType<DeskOutcome.Planned>(shown).Plan.Lines, done.Plan.Lines);
            Assert.Equal(version + 1, done.Version);
            version = done.Version;
            acts.Push((done.Act, hash));
        }

        Assert.True(acts.Count + undone > 3 && refused > 0 && undone > 0, $"{acts.Count} {undone} {refused}");
        Assert.Equal(version, await server.CountAsync("definition"));
        // No point has two holders on a day, in any version.
        Assert.Equal(0, await server.AskAsync<long>(
            """
            select count(*) from core.membership as one join core.membership as other
              on (other.community_id, other.version, other.pod_id) = (one.community_id, one.version, one.pod_id)
              and other.from_day > one.from_day and (one.to_day is null or one.to_day >= other.from_day)
            """));

        Task<string> HashAsync() => server.AskAsync<string>(
            "select encode(sha256, 'hex') from core.definition order by version desc limit 1");
    }

    private static DeskForm Any(Random random, string member)
    {
        var pod = $"IT999E0000009{random.Next(4)}";
        var day = $"2026-0{random.Next(4, 8)}-{random.Next(1, 29):00}";
        var paper = new DeskForm.EvidenceForm("form", null, "2026-04-01", "armadio");
        return random.Next(5) switch
        {
            0 or 1 => new()
            {
                Kind = "enrol",
                Name = "Famiglia",
                Category = "natural_person",
                Points = [new(pod, "LV")],
                Day = day,
                Evidence = paper,
            },
            2 => new() { Kind = "point", Member = member, Points = [new(pod, "LV")], Day = day, Evidence = paper },
            3 => new() { Kind = "leave", Member = member, Day = day, Evidence = paper },
            _ => new() { Kind = "move", Pod = pod, To = member, Day = day, Evidence = paper },
        };
    }

    private static Reading At(Pod pod, int days, decimal withdrawn, decimal? injected) => new()
    {
        Pod = pod,
        Start = SmallCommunity.Eleven + Duration.FromDays(days),
        Minutes = 60,
        Withdrawn = Energy.FromKilowattHours(withdrawn),
        Injected = injected is { } given ? Energy.FromKilowattHours(given) : null,
    };
}
