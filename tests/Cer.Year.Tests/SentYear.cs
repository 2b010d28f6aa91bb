using System.Net;
using System.Text.Json.Nodes;
using Cer.Gateway.Tests;
using Cer.Host.Sandbox;

namespace Cer.Year.Tests;

/// <summary>Every package of the year goes to the sandbox through each fault once, the server is killed in the middle, and each is
/// there once.</summary>
internal sealed class SentYear(YearTown town, Sandboxed sandbox)
{
    private const int Rounds = 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Tells the town where the sandbox is, as its guide says; before the server starts.</summary>
    public static void Join(YearTown town, Sandboxed sandbox) => town.Set("submissions", new JsonObject
    {
        ["environment"] = "sandbox",
        ["base"] = sandbox.Address.AbsoluteUri,
        ["client_id"] = sandbox.Options.ClientId,
        ["client_secret_file"] = Path.Combine(sandbox.Folder, SandboxClient.SecretFile),
        ["authority"] = sandbox.Tls.AuthorityFile,
        ["certificate"] = sandbox.Tls.CertificateFile,
        ["key"] = sandbox.Tls.KeyFile,
        ["calls_per_minute"] = 6000,
        ["patience_seconds"] = 15,
    });

    public static async Task MakeAsync(YearTown town, Sandboxed sandbox) => await new SentYear(town, sandbox).RunAsync();

    private async Task RunAsync()
    {
        var packages = new List<JsonNode>();
        for (var month = 1; month <= 12; month++) packages.Add(await PrepareAsync(month, "gse-month"));
        packages.Add(await PrepareAsync(12, "gse-members"));
        packages.Add(await PrepareAsync(12, "arera-report"));
        Assert.True((bool)(await town.Clerk.GetAsync("submissions"))["canSend"]!);

        // Each fault meets one package on its way in; the last package meets the end of the server.
        var open = new List<JsonNode>();
        foreach (var (fault, package) in SandboxFault.OfPackages.Zip(packages))
            if (!IsOver(await MeetAsync(fault, package))) open.Add(package);
        await DieAsync(packages[^1]);
        Assert.True(open.Count >= SandboxFault.OfQuestions.Count, $"{open.Count} packages are open");
        foreach (var (fault, package) in SandboxFault.OfQuestions.Zip(open)) await MeetAsync(fault, package);

        await sandbox.PlanAsync([]);
        var over = new List<JsonNode>();
        foreach (var package in packages) over.Add(await UntilOverAsync(package));
        var rejected = Assert.Single(over, one => (string)one["state"]! == "rejected");
        Assert.Equal(2, rejected["steps"]!.AsArray()[^1]!["reasons"]!.AsArray().Count);
        var corrected = await town.Clerk.PostAsync(
            $"submissions/{rejected["id"]}/correct", new { reason = "periodo e somma riveduti" }, HttpStatusCode.Created);
        Assert.Equal($"{((string)rejected["key"]!)[..^1]}2", (string)corrected["key"]!);
        over.Add(await UntilOverAsync(corrected));
        Assert.Equal("accepted", (string)over[^1]["state"]!);

        var there = await sandbox.RepeatedAsync();
        Assert.Equal(over.Select(one => (string)one["key"]!).Order(StringComparer.Ordinal), there.Keys.Order(StringComparer.Ordinal));
        Assert.All(there, one => Assert.True(one.Value == 0, $"{one.Key} came {one.Value} times more"));
        var listed = (await town.Clerk.GetAsync("submissions"))["submissions"]!.AsArray();
        Assert.Equal(15, listed.Count);
        Assert.All(listed, one =>
        {
            Assert.False(string.IsNullOrEmpty((string?)one!["protocol"]), one.ToJsonString());
            Assert.True(IsOver(one), one.ToJsonString());
        });
        Assert.Equal((1, 1), (listed.Count(one => (string)one!["state"]! == "rejected"), listed.Count(one => (bool)one!["corrected"]!)));
    }

    private Task<JsonNode> PrepareAsync(int month, string kind) =>
        town.Clerk.PostAsync("submissions", new { month = ClosedYear.Month(month), kind });

    private Task<JsonNode> SendAsync(JsonNode package) => town.Clerk.PostAsync($"submissions/{package["id"]}/send", new { });

    /// <summary>Sends or asks, while the next call of this kind meets the fault; gives how the package stands then.</summary>
    private async Task<JsonNode> MeetAsync(string fault, JsonNode package)
    {
        await sandbox.PlanAsync([fault]);
        var stands = await SendAsync(package);
        using var http = await sandbox.SignedInAsync();
        var plan = JsonNode.Parse(await http.GetStringAsync("sandbox/faults", Cancellation))!;
        Assert.True(plan["script"]!.AsArray().Count == 0, $"{package["key"]} did not meet {fault}: {stands}");
        return stands;
    }

    private static bool IsOver(JsonNode package) => (string)package["state"]! is "accepted" or "rejected";

    private async Task<JsonNode> UntilOverAsync(JsonNode package)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var stands = await SendAsync(package);
            if (IsOver(stands)) return await town.Clerk.GetAsync($"submissions/{package["id"]}");
        }

        throw new InvalidOperationException($"Found no end of {package["key"]} after {Rounds} rounds, expected one.");
    }

    /// <summary>The package is taken and its answer never comes: meanwhile the server is killed, and started anew.</summary>
    private async Task DieAsync(JsonNode package)
    {
        await sandbox.PlanAsync([SandboxFault.TimeoutAfter]);
        var sending = SendAsync(package);
        while (!(await sandbox.RepeatedAsync()).ContainsKey((string)package["key"]!)) await Task.Delay(20, Cancellation);
        await town.KillAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
        await town.ServeAsync();
        var found = await town.Clerk.GetAsync($"submissions/{package["id"]}");
        Assert.Equal("sending", (string)found["state"]!);
        await SendAsync(package);
    }
}
