using System.Globalization;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Looks;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Looks;

/// <summary>Puts a note of who looks before endpoints of the staff that tell what is a member's.</summary>
/// <remarks>A filter: it comes after the guard and before the answer, so it is written also where the answer fails midway.</remarks>
internal static class Looking
{
    /// <summary>Every call asks for what is every member's.</summary>
    public static RouteHandlerBuilder LooksAtAll(this RouteHandlerBuilder endpoint, LookKind kind) =>
        endpoint.Looks(kind, _ => new LookSubject.Everybody());

    public static RouteHandlerBuilder LooksAtMember(this RouteHandlerBuilder endpoint, LookKind kind) =>
        endpoint.Looks(kind, context => Number(context, "member") is { } member ? new LookSubject.OfMember(member) : null);

    /// <summary>A member by <c>?member=</c>, or whose plant it is by <c>?plant=</c>.</summary>
    public static RouteHandlerBuilder LooksAtMemberOrPlant(this RouteHandlerBuilder endpoint, LookKind kind) =>
        endpoint.Looks(kind, context => Number(context, "member") is { } member ? new LookSubject.OfMember(member)
            : Number(context, "plant") is { } plant ? new LookSubject.OfPlant(plant) : null);

    public static RouteHandlerBuilder LooksAtPlant(this RouteHandlerBuilder endpoint) =>
        endpoint.Looks(LookKind.Plant, context => Number(context, "plant") is { } plant ? new LookSubject.OfPlant(plant) : null);

    /// <summary>Every call asks for what the private plants made.</summary>
    public static RouteHandlerBuilder LooksAtRoofs(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new Looked(LookKind.Plant))
        .AddEndpointFilter(async (call, next) =>
        {
            var context = call.HttpContext;
            if (Word(context, "community") is { } community)
                await context.RequestServices.GetRequiredService<NoteLook>().RunForRoofsAsync(
                    context.Person(), context.Token(), community, PageOf(context), context.RequestAborted);
            return await next(call);
        });

    /// <summary>Every call asks for totals of the community: noted for whom they come down to in the days that are looked at.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="days">Which days a call asks for, given today's; none when it asks for nothing that can be answered.</param>
    public static RouteHandlerBuilder LooksAtTotals(
        this RouteHandlerBuilder endpoint, Func<HttpContext, LocalDate, IReadOnlyCollection<DateInterval>> days) => endpoint
        .WithMetadata(new Looked(LookKind.Totals))
        .AddEndpointFilter(async (call, next) =>
        {
            var context = call.HttpContext;
            var today = Instant.FromDateTimeOffset(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow())
                .InZone(Domain.MarketHour.Rome).Date;
            if (Word(context, "community") is { } code
                && await context.RequestServices.GetRequiredService<ICommunityStore>().FindAsync(code, context.RequestAborted)
                    is { } community)
            {
                await context.RequestServices.GetRequiredService<NoteTotals>().RunAsync(
                    context.Person(), context.Token(), community, PageOf(context), days(context, today), context.RequestAborted);
            }

            return await next(call);
        });

    /// <summary>A point by <c>?point=</c> on <c>?day=</c>, or on the day in which <c>?from=</c> lies.</summary>
    public static RouteHandlerBuilder LooksAtPoint(this RouteHandlerBuilder endpoint, LookKind kind) =>
        endpoint.Looks(kind, context => Number(context, "point") is { } point ? new LookSubject.OfPoint(point, Day(context)) : null);

    public static RouteHandlerBuilder LooksAtDevice(this RouteHandlerBuilder endpoint) => endpoint.Looks(
        LookKind.Powers,
        context => Word(context, "device") is { } device ? new LookSubject.OfDevice(device, Day(context)) : null);

    public static RouteHandlerBuilder LooksAtDocument(this RouteHandlerBuilder endpoint) => endpoint.Looks(
        LookKind.Document,
        context => Long(context) is { } document ? new LookSubject.OfDocument(document) : null);

    public static RouteHandlerBuilder LooksAtPaper(this RouteHandlerBuilder endpoint) =>
        endpoint.Looks(LookKind.Paper, context => Number(context, "paper") is { } paper ? new LookSubject.OfPaper(paper) : null);

    public static RouteHandlerBuilder LooksAtLetter(this RouteHandlerBuilder endpoint) => endpoint.Looks(
        LookKind.Letter,
        context => Long(context) is { } letter ? new LookSubject.OfLetter(letter) : null);

    /// <summary>The address as it is mapped.</summary>
    public static string PageOf(HttpContext context) =>
        $"/{((RouteEndpoint)context.GetEndpoint()!).RoutePattern.RawText!.TrimStart('/')}";

    private static RouteHandlerBuilder Looks(
        this RouteHandlerBuilder endpoint, LookKind kind, Func<HttpContext, LookSubject?> read) => endpoint
        .WithMetadata(new Looked(kind))
        .AddEndpointFilter(async (call, next) =>
        {
            var context = call.HttpContext;
            if (read(context) is { } subject)
            {
                await context.RequestServices.GetRequiredService<NoteLook>().RunAsync(
                    context.Person(),
                    context.Token(),
                    Word(context, "community"),
                    subject,
                    kind,
                    PageOf(context),
                    context.RequestAborted);
            }

            return await next(call);
        });

    private static string? Word(HttpContext context, string name) =>
        context.GetRouteValue(name) as string ?? (string?)context.Request.Query[name];

    private static int? Number(HttpContext context, string name) => Word(context, name) is { } text ? Asked.Number(text) : null;

    private static long? Long(HttpContext context) => long.TryParse(
        $"{context.GetRouteValue("id")}", NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static LocalDate? Day(HttpContext context) =>
        Asked.Day(context.Request.Query["day"]).Day
        ?? (InstantPattern.ExtendedIso.Parse(context.Request.Query["from"].ToString()) is { Success: true, Value: var from }
            ? from.InZone(Domain.MarketHour.Rome).Date : null);
}
