using System.Globalization;
using Cer.Domain;
using Cer.Host.Data;
using Cer.Host.Gateway;
using Cer.Host.Mail;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Desk;
using Cer.Operations.Mail;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Desk;

/// <summary>The settings of a community and its house: each part with how it stands, and what can be done there.</summary>
internal static class SettingsEndpoints
{
    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/communities/{community}/settings").WithTags("Settings").RequireRoles(Role.Administrator)
            .WithMetadata(new BodySize(DeskBody.MostForm)).AddEndpointFilter(Answers.TellFaultsAsync);
        group.MapGet("", GetAsync).WithSummary("Each part of the settings with how it stands.");
        group.MapGet("/co2", Co2Async).WithSummary("What a kWh from the grid is taken to emit, with its history.");
        group.MapPost("/co2", AddCo2Async).WithSummary("Declares a factor of CO2 from a day on.");
        group.MapGet("/rules", RulesAsync).WithSummary("Which rules hold from when, with their sources.");
        // Letters and backups are of every community of the house.
        var house = group.MapGroup("").AddEndpointFilter(async (call, next) => IsOfTheHouse(call.HttpContext)
            ? await next(call)
            : Answers.Problem("Found an administrator of one community, expected one of the whole house.", 403));
        house.MapGet("/mail", (CurrentMail mail) => TypedResults.Ok(MailStanding.Of(mail.Settings)))
            .WithSummary("How letters go, for administrators of the house; never the password.");
        house.MapMailSettings();
        house.MapPost("/mail/trial", TrialAsync).WithSummary("Sends a letter of trial to whoever asks, once a minute.");
        house.MapGet("/backup", Backup).WithSummary("Last and next backup, how many, where, and one that is being made.");
        house.MapPost("/backup", BeginBackup).WithSummary("Begins a backup.");
    }

    private static async Task<IResult> GetAsync(
        string community, HttpContext context, ICommunityStore communities, SettingsTiles tiles)
    {
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return await tiles.ReadAsync(community, found, IsOfTheHouse(context), context.RequestAborted) is { } view
            ? TypedResults.Ok(view) : Problems.NoCommunity;
    }

    private static async Task<IResult> Co2Async(
        string community, ICommunityStore communities, ICo2Store store, TimeProvider time, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var factors = await store.ListAsync(found, cancellation);
        return TypedResults.Ok(new
        {
            seen = factors.Count == 0 ? 0 : factors[0].Revision,
            nowKgPerKwh = SettingsTiles.Holding(factors, Today(time)),
            usualKgPerKwh = Co2Factor.Usual,
            factors = factors.Select(one => new
            {
                one.Revision,
                from = LocalDatePattern.Iso.Format(one.From),
                one.KgPerKwh,
                one.Source,
                who = one.Author,
                one.At,
            }).ToArray(),
        });
    }

    private static async Task<IResult> AddCo2Async(string community, HttpContext context, ICommunityStore communities, KeepCo2 keep)
    {
        var asked = await DeskBody.ReadAsync<Co2Request>(context, DeskBody.MostForm);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var (made, faults) = await keep.RunAsync(
            found, asked.Seen ?? 0, asked.From, asked.KgPerKwh, asked.Source, context.Person().Signature, context.RequestAborted);
        return faults.Count > 0 ? DeskAnswer.Faulty(faults)
            : made is { } revision ? TypedResults.Json(new { revision }, statusCode: 201)
            : Answers.Problem("Found a factor that came meanwhile, expected the newest to be the one you saw: look again.", 409);
    }

    private static async Task<IResult> RulesAsync(
        string community, ICommunityStore communities, TimeProvider time, CancellationToken cancellation) =>
        await communities.FindAsync(community, cancellation) is { } found
            && await communities.LoadAsync(found, null, cancellation) is { } definition
            ? TypedResults.Ok(RulesView.Of(community, definition, Today(time)))
            : Problems.NoCommunity;

    private static async Task<IResult> TrialAsync(HttpContext context, IPeopleStore people, TrialPost post)
    {
        var person = (await people.ListAsync(context.RequestAborted)).FirstOrDefault(one => one.Person.Id == context.Person().Id);
        if (person?.Email is not { } email || !EmailAddress.TryParse(email, CultureInfo.InvariantCulture, out var address))
            return Answers.Problem("Found no e-mail address in your account, expected one: the page Persone sets it.", 409);
        if (!post.TakeTurn(context.Person().Id)) return Answers.TooOften(context, Duration.FromMinutes(1));
        var (state, words) = await post.SendAsync(address, context.RequestAborted);
        return TypedResults.Ok(new { state, words });
    }

    private static Ok<BackupView> Backup(Settings settings, BackupJob job, TimeProvider time) => TypedResults.Ok(
        BackupView.Of(settings, Instant.FromDateTimeOffset(time.GetUtcNow()), job.State));

    private static IResult BeginBackup(BackupJob job) => job.Begin()
        ? TypedResults.Json(job.State, statusCode: StatusCodes.Status202Accepted)
        : Answers.Problem("Found a backup that is being made, expected none: wait for its end.", 409);

    private static bool IsOfTheHouse(HttpContext context) =>
        context.Person().Roles.Any(role => role is { Role: Role.Administrator, Community: null });

    private static LocalDate Today(TimeProvider time) =>
        Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date;

    private sealed record Co2Request(int? Seen, string? From, string? KgPerKwh, string? Source);
}
