using Cer.Host.Backup;
using Cer.Host.Data;
using Cer.Operations.Backup;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Cer.Backup.Tests;

/// <summary>A backup each night, once, whatever the clocks and the machine do.</summary>
public sealed class NightlyTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("cer-backup-").FullName;
    private readonly List<Instant> _made = [];

    private string Folder => Path.Combine(_data, "backup");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    // 29 March 2026: the clock goes from 2:00 to 3:00, so that 2:30 is missing; 25 October 2026: it shows 2:30 twice.
    [Theory]
    [InlineData("2026-03-27T12:00Z", "2026-03-28T01:30Z 2026-03-29T01:30Z 2026-03-30T00:30Z 2026-03-31T00:30Z")]
    [InlineData("2026-10-23T12:00Z", "2026-10-24T00:30Z 2026-10-25T00:30Z 2026-10-26T01:30Z 2026-10-27T01:30Z")]
    public async Task Once_per_night_also_when_the_clocks_change(string from, string expected)
    {
        var clock = At(from);
        await AlreadyAsync(clock.Now);
        var nightly = Nightly(clock);
        for (var i = 0; i < 4 * 24 * 6; i++)
        {
            await nightly.LookAsync(Cancellation);
            clock.Move(Duration.FromMinutes(10));
        }

        Assert.Equal(expected, string.Join(' ', _made.Select(made => made.ToString("uuuu-MM-dd'T'HH:mm'Z'", null))));
    }

    [Fact]
    public async Task A_missed_night_is_made_up_at_the_next_start_and_only_once()
    {
        var clock = At("2026-06-01T12:00Z");
        await AlreadyAsync(clock.Now);
        clock.Move(Duration.FromDays(5));
        Assert.True(await Nightly(clock).LookAsync(Cancellation));
        Assert.False(await Nightly(clock).LookAsync(Cancellation));
        Assert.Equal([clock.Now], _made);
    }

    [Fact]
    public async Task A_program_started_anew_all_the_time_makes_one_a_night()
    {
        var clock = At("2026-06-01T12:00Z");
        for (var i = 0; i < 3 * 24 * 4; i++)
        {
            await Nightly(clock).LookAsync(Cancellation);
            clock.Move(Duration.FromMinutes(15));
        }

        Assert.Equal(4, _made.Count); // The first at once, because there was none.
    }

    [Fact]
    public async Task A_failure_is_kept_for_the_doctor_tried_again_later_and_forgotten_when_mended()
    {
        var clock = At("2026-06-01T12:00Z");
        var tries = 0;
        var broken = true;
        var nightly = Nightly(clock, () =>
        {
            tries++;
            if (broken) throw new IOException("the disk is gone");
        });
        for (var minute = 0; minute < 60; minute++)
        {
            Assert.False(await nightly.LookAsync(Cancellation));
            clock.Move(Duration.FromMinutes(1));
        }

        Assert.Equal(3, tries); // At once, after 15 minutes, after 30 more.
        var finding = BackupCheck.Of(_data, Settings, clock.Now);
        Assert.Contains("the disk is gone", finding.Found, StringComparison.Ordinal);
        Assert.NotNull(finding.Mend);

        broken = false;
        clock.Move(Duration.FromHours(4));
        Assert.True(await nightly.LookAsync(Cancellation));
        Assert.Null(BackupCheck.Of(_data, Settings, clock.Now).Mend);
    }

    [Fact]
    public async Task Old_ones_go_by_the_numbers_of_the_settings()
    {
        var clock = At("2026-06-01T12:00Z");
        for (var day = 0; day < 10; day++)
        {
            await Nightly(clock).LookAsync(Cancellation);
            clock.Move(Duration.FromDays(1));
        }

        Assert.Equal(2, Directory.GetFiles(Folder).Length);
    }

    [Fact]
    public async Task The_doctor_warns_when_the_last_one_is_older_than_36_hours()
    {
        var clock = At("2026-06-01T12:00Z");
        await AlreadyAsync(clock.Now);
        Assert.Null(BackupCheck.Of(_data, Settings, clock.Now + Duration.FromHours(36)).Mend);
        var late = BackupCheck.Of(_data, Settings, clock.Now + Duration.FromHours(37));
        Assert.Contains("37 hours old, expected at most 36", late.Found, StringComparison.Ordinal);
        Assert.NotNull(late.Mend);
    }

    [Fact]
    public async Task One_dated_in_a_future_that_never_was_does_not_stand_for_tonight()
    {
        var clock = At("2026-06-01T12:00Z");
        await AlreadyAsync(clock.Now + Duration.FromDays(400));
        Assert.True(await Nightly(clock).LookAsync(Cancellation));
    }

    [Fact]
    public void The_moment_is_half_past_two_in_Rome()
    {
        Assert.Equal(Instant.FromUtc(2026, 1, 10, 1, 30), BackupNight.LatestDue(Instant.FromUtc(2026, 1, 10, 1, 30)));
        Assert.Equal(Instant.FromUtc(2026, 1, 9, 1, 30), BackupNight.LatestDue(Instant.FromUtc(2026, 1, 10, 1, 29)));
        Assert.Equal(Instant.FromUtc(2026, 7, 10, 0, 30), BackupNight.LatestDue(Instant.FromUtc(2026, 7, 10, 22, 0)));
    }

    private static MovingClock At(string moment) =>
        new(NodaTime.Text.InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'").Parse(moment).Value);

    private Settings Settings => new("unused", null, null)
    {
        Folder = _data,
        Backup = new() { Daily = 2, Weekly = 0, Monthly = 0 },
    };

    private NightlyBackup Nightly(MovingClock clock, Action? first = null) => new(Settings, clock, NullLogger<NightlyBackup>.Instance)
    {
        Make = async (folder, _) =>
        {
            first?.Invoke();
            _made.Add(clock.Now);
            Assert.Equal(Folder, folder);
            return await AlreadyAsync(clock.Now);
        },
    };

    private async Task<string> AlreadyAsync(Instant made)
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(_data, "settings.json"), "{}", Cancellation);
        var path = new BackupFolder(Folder).PathOf(made);
        await File.WriteAllTextAsync(path, "", Cancellation);
        return path;
    }
}
