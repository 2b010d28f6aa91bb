using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Durable.Tests;

/// <summary>Instances that were executing when their node died: elsewhere they are lost, or stuck at the start.</summary>
public sealed class CrashTests(FlowFixture fixture)
{
    [Trait("Pain", "executing instances are lost or stuck after a crash")]
    [Fact]
    public async Task Killed_at_every_commit_of_twenty_steps_it_is_finished_by_another_node_with_every_effect_once()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Flows.TwentySteps());
        var (point, deaths, last) = (0, 0, false);
        while (!last)
        {
            point++;
            foreach (var after in new[] { false, true })
            {
                await house.RunAsync("truncate test.effect; truncate wf.journal");
                var id = await house.StartAsync();
                var mortal = new MortalStore(house.Stores.Instances, point, after);
                try
                {
                    await house.Node(mortal).QuietAsync(House.Cancellation);
                    last = true;
                }
                catch (DiedException)
                {
                    deaths++;
                }

                await house.PassLeasesAsync();
                await house.QuietAsync();
                Assert.Equal("Finished", await house.StatusAsync(id));
                Assert.Equal(Enumerable.Range(0, 10).Select(i => $"e{i}"), await house.EffectsAsync());
                Assert.Equal(Enumerable.Range(0, 10).Select(i => $"l{i}"), await house.LinesAsync(id));
            }
        }

        Assert.Equal(40, deaths);
    }

    [Trait("Pain", "executing instances are lost or stuck after a crash")]
    [Fact]
    public async Task Two_nodes_that_die_in_turn_at_each_commit_finish_it_together()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Flows.TwentySteps());
        var id = await house.StartAsync();
        for (var turn = 0; turn < 100 && await house.StatusAsync(id) != "Finished"; turn++)
        {
            try
            {
                await house.Node(new MortalStore(house.Stores.Instances, 1, after: true)).QuietAsync(House.Cancellation);
            }
            catch (DiedException)
            {
                await house.PassLeasesAsync();
            }
        }

        Assert.Equal("Finished", await house.StatusAsync(id));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"e{i}"), await house.EffectsAsync());
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"l{i}"), await house.LinesAsync(id));
    }

    [Fact]
    public async Task A_paused_owner_that_comes_back_cannot_write_what_another_one_has_done_meanwhile()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Flows.TwentySteps());
        var id = await house.StartAsync();
        // While the first node stands still before its fifth commit, its lease ends and another one finishes.
        var paused = new MortalStore(house.Stores.Instances, 0, after: false)
        {
            BeforeCommit = async number =>
            {
                if (number != 5) return;
                await house.PassLeasesAsync();
                await house.QuietAsync();
            },
        };
        await house.Node(paused).QuietAsync(House.Cancellation);
        Assert.Equal("Finished", await house.StatusAsync(id));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"e{i}"), await house.EffectsAsync());
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"l{i}"), await house.LinesAsync(id));
    }

    [Fact]
    public async Task An_instance_that_nobody_can_take_up_is_given_up_and_holds_nobody_else_back()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Flows.TwentySteps());
        var broken = await house.StartAsync();
        // Begun and suspended by nobody: its state is of a newer program.
        await house.Node(settings: one => one with { Workers = 0 }).QuietAsync(House.Cancellation);
        await house.RunAsync(
            "update wf.instance set state = '{\"form\": 99}', is_runnable = true, status = 'Running', sub_status = 'Executing'");
        var sound = await house.StartAsync();
        for (var i = 0; i < 12; i++)
        {
            await house.QuietAsync();
            await house.PassLeasesAsync();
        }

        Assert.Equal("Finished", await house.StatusAsync(sound));
        Assert.Equal(["f"], await house.ListAsync($"select is_runnable::text::char from wf.instance where id = '{broken}'"));
        Assert.NotEqual([""], await house.ListAsync($"select last_error from wf.instance where id = '{broken}'"));
    }

    [Trait("Pain", "the host hangs at its start after a crash")]
    [Fact]
    public async Task A_host_that_starts_after_a_crash_does_not_hang_with_what_was_left_behind()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Flows.Own("old", "Slow", "old"), id: "old"));
        await house.PublishAsync(Definition(Flows.Own("new", "Insert", "new")));
        for (var i = 0; i < 60; i++)
        {
            await house.StartAsync("old");
            // None of these leases ends before the last has died.
            var mortal = house.Node(
                new MortalStore(house.Stores.Instances, 1, after: false), one => one with { Lease = TimeSpan.FromMinutes(10) });
            await Assert.ThrowsAsync<DiedException>(() => mortal.QuietAsync(House.Cancellation));
        }

        Assert.Equal(60, await house.CountAsync("wf.instance where lease_owner is not null"));
        await house.PassLeasesAsync();
        await house.StartAsync();
        house.Run(one => one with { Workers = 1 });
        await House.UntilAsync(async () => await house.CountAsync("test.effect where what = 'new'") == 1);
        Assert.InRange(await house.CountAsync("test.effect where what = 'old'"), 0, 40);
    }

    [Fact]
    public async Task A_start_that_is_asked_for_twice_with_one_key_begins_one_instance()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Flows.TwentySteps());
        var first = await house.StartAsync(key: "once");
        await house.QuietAsync();
        Assert.Equal(first, await house.StartAsync(key: "once"));
        await house.QuietAsync();
        Assert.Equal(1, await house.CountAsync("wf.instance"));
        Assert.Equal(10, await house.CountAsync("test.effect"));
    }
}
