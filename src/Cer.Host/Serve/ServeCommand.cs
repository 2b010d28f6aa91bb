using System.CommandLine;
using System.Net;
using Cer.Host.Addon.FirstStart;
using Cer.Host.Backup;
using Cer.Host.Board;
using Cer.Host.Dashboards;
using Cer.Host.Data;
using Cer.Host.Deadlines;
using Cer.Host.Demo;
using Cer.Host.Documents;
using Cer.Host.Gateway;
using Cer.Host.Ingress;
using Cer.Host.Keeping;
using Cer.Host.Live;
using Cer.Host.Market;
using Cer.Host.People;
using Cer.Host.People.Links;
using Cer.Host.Readings;
using Cer.Host.Viewing;
using Cer.Host.Web;
using Cer.Host.Workflows;
using Cer.Host.Workflows.Shipped;
using Cer.Operations.Ports;

namespace Cer.Host.Serve;

/// <summary>The verb <c>serve</c>: the server and its background work.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var command = new Command("serve", "Run the server on the address of the settings, loopback unless told otherwise.") { data };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync(
            "serve", () => RunAsync(DataOption.Folder(parse, data), Clock.Of(parse), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(string folder, TimeProvider time, CancellationToken cancellation)
    {
        var settings = Settings.Read(folder);
        await using var app = Build(settings, time);
        if (await app.Services.GetRequiredService<ISchemaState>().ProblemAsync(cancellation) is { } problem) throw new UserFault(problem);
        await app.RunAsync(cancellation);
        return ExitCodes.Done;
    }

    /// <summary>The server, ready to run.</summary>
    /// <param name="settings">Of its folder.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="replace">Services that take the place of its own; only tests have any.</param>
    internal static WebApplication Build(Settings settings, TimeProvider time, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "cer" });
        builder.WebHost.UseUrls([.. new[] { settings.Url ?? Settings.DefaultUrl, settings.DevicesDoor?.Url }.OfType<string>()]);
        builder.ListenForDevices(settings);
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat,
            console.UseUtcTimestamp) = (true, "yyyy-MM-ddTHH:mm:ssZ ", true));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        builder.Services.AddServer(settings, time);
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<StoreAway>();
        builder.Services.AddHostedService<PeriodService>();
        builder.Services.AddHostedService<DocumentService>();
        builder.Services.AddHostedService<YearService>();
        if (settings.Folder is not null) builder.Services.AddHostedService(
            all => ActivatorUtilities.CreateInstance<NightlyBackup>(all, settings));
        builder.Services.AddHostedService<SilenceService>();
        builder.Services.AddHostedService<SumService>();
        builder.Services.AddHostedService<RetentionService>();
        if (settings.Gme is not null) builder.Services.AddHostedService<PriceService>();
        builder.Services.AddHostedService<DeadlineService>();
        builder.Services.AddHostedService<FlowService>();
        builder.Services.AddHostedService<HeartbeatService>();
        builder.Services.AddHostedService<FlowRetentionService>();
        builder.Services.AddHostedService<LinkService>();
        if (settings.Folder is not null) builder.Services.AddHostedService<InstallService>();
        builder.Services.AddDemoLive(settings);
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        app.Services.CheckDashboards();
        app.UseIngress(settings);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UsePeople(settings);
        app.UseDevicesDoor(settings);
        app.MapGet("/api/health", HealthAsync).OpenToAll();
        app.MapUrbanDatasetGateway().OpenToDevices();
        app.MapReadings().OpenToDevices();
        app.MapOpenRequests().OpenToDevices();
        app.MapOpenShare().OpenToDevices();
        app.MapOpenApi().OpenToAll();
        app.MapPeople();
        app.MapSetup();
        app.MapStaff();
        app.MapDocuments();
        app.MapDashboards();
        app.MapPublicDashboard();
        app.MapWebApp(settings.PathBase, footer: settings.Footer);
        return app;
    }

    private static async Task<IResult> HealthAsync(ISchemaState schema, CancellationToken cancellation)
    {
        try
        {
            return await schema.ProblemAsync(cancellation) is { } problem
                ? Results.Problem(problem, statusCode: (int)HttpStatusCode.ServiceUnavailable)
                : Results.Json(new { status = "ok", program = ProgramName.Text });
        }
        catch (Npgsql.NpgsqlException)
        {
            return Results.Problem(StoreAway.Sentence, statusCode: (int)HttpStatusCode.ServiceUnavailable);
        }
    }
}
