using System.Net;
using System.Text.Json.Nodes;
using Cer.Host.Homes;
using Cer.Host.Homes.Mapping;
using Cer.Host.Tests.People;
using Cer.Operations.People;

namespace Cer.Host.Tests.Homes.Mapping;

/// <summary>Whose the folder of the collectors is: of which community, of which server, of which hand.</summary>
public sealed class MappingFolderTests
{
    private const string Yield = "sensor.inverter_total_yield";

    private const string OfAnother = """
        Cer.Apps.PlatformConfig:
          Community: "altra"
        Cer.Apps.InverterConfig:
          Plants:
            - Name: "UP-CASCINA"
              Pod: "IT999E00000901"
              Counter: "sensor.inverter_total_yield"

        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_mapping_of_another_community_does_not_come_back_by_an_undo_of_this_one()
    {
        await using var town = await MappingTown.StartAsync();
        using var page = await town.SignedInAsync(Role.Operator);
        await File.WriteAllTextAsync(town.File, "", Cancellation);
        await File.WriteAllTextAsync(town.File + ".before", OfAnother, Cancellation);
        var view = (await page.GetAsync(MappingTown.Path)).Json;
        Assert.False((bool)view["canUndo"]!);
        var undone = await page.PostAsync($"{MappingTown.Path}/undo", new { fingerprint = (string)view["fingerprint"]! });
        Assert.Equal(HttpStatusCode.Conflict, undone.Status);
        Assert.Contains("another community", undone.Detail, StringComparison.Ordinal);
        Assert.Equal(
            ("", OfAnother),
            (await File.ReadAllTextAsync(town.File, Cancellation), await File.ReadAllTextAsync(town.File + ".before", Cancellation)));
    }

    [Fact]
    public async Task The_meters_of_another_community_are_not_named_on_the_page_of_this_one()
    {
        await using var town = await MappingTown.StartAsync();
        using var page = await town.SignedInAsync(Role.Operator);
        await File.WriteAllTextAsync(town.File, OfAnother.Replace("altra", MappingTown.Code, StringComparison.Ordinal), Cancellation);
        var own = await page.GetAsync(MappingTown.Path);
        Assert.Equal("UP-CASCINA", (string?)own.Json["strays"]![0]);
        Assert.False((bool)own.Json["ofAnother"]!);
        await File.WriteAllTextAsync(town.File, OfAnother, Cancellation);
        var answer = await page.GetAsync(MappingTown.Path);
        Assert.Empty(answer.Json["strays"]!.AsArray());
        Assert.True((bool)answer.Json["ofAnother"]!);
        Assert.DoesNotContain("UP-CASCINA", answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await ConfirmAsync(page, answer.Json)).Status);
    }

    [Fact]
    public async Task A_remark_and_a_section_without_meters_are_no_meters()
    {
        await using var town = await MappingTown.StartAsync();
        using var page = await town.SignedInAsync(Role.Operator);
        await File.WriteAllTextAsync(
            Path.Combine(town.Apps, "mine.yaml"),
            """
            # Cer.Apps.InverterConfig is written by the setup page.
            Cer.Apps.StreetLightingConfig:
              Cabinets: []
            Cer.Apps.BuildingsConfig:
            """,
            Cancellation);
        var view = (await page.GetAsync(MappingTown.Path)).Json;
        Assert.Empty(view["otherFiles"]!.AsArray());
        Assert.Equal(HttpStatusCode.OK, (await ConfirmAsync(page, view)).Status);
    }

    [Fact]
    public async Task Where_another_server_runs_the_collectors_on_a_folder_of_its_own_nothing_is_confirmed_here()
    {
        await using var town = await MappingTown.StartAsync(isElsewhere: true);
        using var page = await town.SignedInAsync(Role.Operator);
        await House.UntilAsync(async () => (bool?)(await page.GetAsync(MappingTown.Path)).Json["elsewhere"] ?? false);
        var refused = await ConfirmAsync(page, (await page.GetAsync(MappingTown.Path)).Json);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("another server", refused.Detail, StringComparison.Ordinal);
        Assert.Contains("home.apps_folder", refused.Detail, StringComparison.Ordinal);
        Assert.False(File.Exists(town.File));
        var undone = await page.PostAsync($"{MappingTown.Path}/undo", new { fingerprint = "" });
        Assert.Contains("another server", undone.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_it_runs_them_on_the_same_folder_what_is_confirmed_here_is_what_they_read()
    {
        await using var town = await MappingTown.StartAsync(isElsewhere: true);
        using var page = await town.SignedInAsync(Role.Operator);
        await House.UntilAsync(async () => (bool?)(await page.GetAsync(MappingTown.Path)).Json["elsewhere"] ?? false);
        using (var running = new AppsFiles(town.Apps, "").TryHold())
        {
            Assert.NotNull(running);
            var view = (await page.GetAsync(MappingTown.Path)).Json;
            Assert.False((bool)view["elsewhere"]!);
            Assert.Equal(HttpStatusCode.OK, (await ConfirmAsync(page, view)).Status);
        }

        Assert.True((bool)(await page.GetAsync(MappingTown.Path)).Json["elsewhere"]!);
    }

    [Fact]
    public async Task Of_two_servers_that_confirm_at_once_on_one_folder_the_second_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("cer-mapping-").FullName;
        var (one, other) = (new MappingFile(folder), new MappingFile(folder));
        var seen = MappingFile.FingerprintOf("");
        using (var alone = FolderLock.TryTake(folder, MappingFile.Name))
        {
            // The other has looked already, and is about to write.
            var second = one.WriteAsync("prova", "second: 2\n", seen, Cancellation);
            Assert.False(second.IsCompleted);
            await File.WriteAllTextAsync(Path.Combine(folder, MappingFile.Name), "first: 1\n", Cancellation);
            await alone!.DisposeAsync();
            Assert.Equal(MappingWrite.Changed, await second);
        }

        seen = MappingFile.FingerprintOf(one.Text);
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(at => Task.Run(
            () => (at % 2 == 0 ? one : other).WriteAsync("prova", $"at: {at}\n", seen, Cancellation), Cancellation)));
        Assert.Single(all, MappingWrite.Done);
        Assert.All(all.Where(outcome => outcome != MappingWrite.Done), outcome => Assert.Equal(MappingWrite.Changed, outcome));
        Assert.Equal("first: 1\n", await File.ReadAllTextAsync(Path.Combine(folder, MappingFile.Name + ".before"), Cancellation));
        Directory.Delete(folder, recursive: true);
    }

    private static Task<PageClient.Answer> ConfirmAsync(PageClient page, JsonNode view)
    {
        var key = (string)view["meters"]!.AsArray().Single(one =>
            (string?)one!["name"] == "UP-SCUOLA" && (string?)one["quantity"] == "produced")!["key"]!;
        return page.PostAsync(
            MappingTown.Path, new { fingerprint = (string)view["fingerprint"]!, meters = new[] { MappingTown.Meter(key, Yield) } });
    }
}
