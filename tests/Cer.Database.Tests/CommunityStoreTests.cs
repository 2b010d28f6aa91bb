using System.Text.Json;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Cer.Storage;

namespace Cer.Database.Tests;

/// <summary>A community is known by every version that was declared, and by its devices.</summary>
public class CommunityStoreTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_definition_comes_back_as_it_was_declared()
    {
        var community = await postgres.CommunityAsync();
        var found = await postgres.Communities.LoadAsync(community, null, Cancellation);
        AssertSame(Sample.Definition, found);
    }

    [Fact]
    public async Task An_equal_definition_adds_no_version_and_another_one_leaves_the_first_readable()
    {
        var code = $"c{Guid.NewGuid():N}";
        var first = await SaveAsync(code, Sample.Definition);
        var again = await SaveAsync(code, Sample.Definition with { });
        var changed = Sample.Definition with
        {
            Community = Sample.Community with
            {
                Members = [.. Sample.Community.Members.Reverse()],
                Distribution = null,
            },
            Rules = [],
            Source = null,
        };
        var second = await SaveAsync(code, changed);

        Assert.Equal((1, true), (first.Version, first.Added));
        Assert.Equal((1, false), (again.Version, again.Added));
        Assert.Equal((2, true), (second.Version, second.Added));
        Assert.Equal(first.Community, await postgres.Communities.FindAsync(code, Cancellation));
        AssertSame(Sample.Definition, await postgres.Communities.LoadAsync(first.Community, 1, Cancellation));
        AssertSame(changed, await postgres.Communities.LoadAsync(first.Community, null, Cancellation));
        Assert.Null(await postgres.Communities.LoadAsync(first.Community, 3, Cancellation));
        Assert.Equal(2, await postgres.CountAsync(first.Community, "pod"));
        Assert.Contains(
            new(first.Community, code, "Esempio", Domain.Codes.ConfigurationKind.Cer, 2),
            await postgres.Communities.ListAsync(Cancellation));
    }

    [Fact]
    public async Task Definitions_saved_at_once_are_versions_one_after_the_other()
    {
        var code = $"c{Guid.NewGuid():N}";
        var stored = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => SaveAsync(
            code, Sample.Definition with { Community = Sample.Community with { Name = $"Esempio {i}" } })));
        Assert.Equal(Enumerable.Range(1, 6), stored.Select(definition => definition.Version).Order());
    }

    [Fact]
    public async Task A_point_of_impossible_form_is_refused_without_being_repeated()
    {
        var pods = Sample.Community.Pods.Select(pod => pod with { Pod = pod.Pod.ToLowerInvariant() });
        var refusal = await Assert.ThrowsAsync<FormatException>(() => SaveAsync(
            "wrong", Sample.Definition with { Community = Sample.Community with { Pods = [.. pods] } }));
        Assert.StartsWith("pods[0].pod: ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("999", refusal.Message, StringComparison.Ordinal);
        Assert.Null(await postgres.Communities.FindAsync("wrong", Cancellation));
    }

    [Fact]
    public async Task The_registry_knows_points_with_their_units_and_devices_with_their_points()
    {
        var community = await postgres.CommunityAsync();
        Device[] devices =
        [
            new("c2g-0A1B2C3D4", Sample.School), new("c2g-0A1B2C3D5", Sample.Hall, MeterRole.Production, "UP-A"),
        ];

        Assert.Equal(new(2, 0, 0), await SaveAsync(community, devices));
        Assert.Equal(new(0, 2, 0), await SaveAsync(community, devices));
        Assert.Equal(new(0, 0, 1), await SaveAsync(community, devices[0] with { Pod = Sample.Hall }));

        var registry = await postgres.Communities.RegistryAsync(community, Cancellation);
        Assert.Equal(["UP-SCUOLA"], registry.Units[Sample.School]);
        Assert.Equal(["UP-B", "UP-A"], registry.Units[Sample.Hall]);
        Assert.False(registry.Knows(Sample.Stranger));
        Assert.Equal(devices[0] with { Pod = Sample.Hall }, registry.Devices["c2g-0A1B2C3D4"]);
        Assert.Equal(devices[1], registry.Devices["c2g-0A1B2C3D5"]);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => SaveAsync(community, new Device("x", Sample.Stranger)));
    }

    [Fact]
    public async Task An_account_opens_with_its_password_alone_and_stays_with_its_community()
    {
        var accounts = new AccountStore(postgres.App);
        var account = new Account
        {
            Username = $"gateway-{Guid.NewGuid():N}",
            Community = await postgres.CommunityAsync(),
            Password = PasswordHash.Of("pàssword"),
            Solution = "Esempio",
            Resources = ["one", "two"],
        };
        await accounts.SaveAsync(account, Cancellation);

        var found = await accounts.FindAsync(account.Username, Cancellation);
        Assert.True(found!.Password.Fits("pàssword"));
        Assert.False(found.Password.Fits("password"));
        Assert.Equal((account.Community, "Esempio", true), (found.Community, found.Solution, found.Enabled));
        Assert.Equal(["one", "two"], found.Resources);
        Assert.Null(await accounts.FindAsync(account.Username.ToUpperInvariant(), Cancellation));

        await accounts.SaveAsync(account with { Enabled = false }, Cancellation);
        Assert.False((await accounts.FindAsync(account.Username, Cancellation))!.Enabled);
        var other = await postgres.CommunityAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => accounts.SaveAsync(account with { Community = other }, Cancellation));
    }

    // Lists of a record compare by reference: their texts are compared instead.
    private static void AssertSame(CommunityDefinition expected, CommunityDefinition? found) =>
        Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(found));

    private Task<StoredDefinition> SaveAsync(string code, CommunityDefinition definition) =>
        postgres.Communities.SaveAsync(code, definition, "test", Cancellation);

    private Task<AppendCounts> SaveAsync(CommunityId community, params Device[] devices) =>
        postgres.Communities.SaveDevicesAsync(community, devices, "test", Cancellation);
}
