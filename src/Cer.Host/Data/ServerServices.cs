using Cer.Host.Addon;
using Cer.Host.Addon.FirstStart;
using Cer.Host.Chain2;
using Cer.Host.Dashboards;
using Cer.Host.Deadlines;
using Cer.Host.Desk;
using Cer.Host.Gateway;
using Cer.Host.Homes;
using Cer.Host.Mail;
using Cer.Host.Mqtt;
using Cer.Host.Paying;
using Cer.Host.Reconciling;
using Cer.Host.Series;
using Cer.Host.Viewing;
using Cer.Host.Web;
using Cer.Host.Workflows;

namespace Cer.Host.Data;

/// <summary>Everything that the server's calls and background work are made of.</summary>
internal static class ServerServices
{
    public static IServiceCollection AddServer(this IServiceCollection services, Settings settings, TimeProvider time)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new InstantText()));
        services.AddCer(settings, time);
        services.AddIntake();
        services.AddViewing();
        services.AddPaying();
        services.AddDeadlines();
        services.AddReconciling(settings);
        services.AddDesk();
        services.AddChain2(settings.Chain2Gates);
        services.AddMqttIntake(
            settings.Mqtt, settings.Shellies, SupervisorWords.Of(settings, HomeReach.Environment));
        services.AddMail(settings);
        services.AddSeries(settings);
        services.AddHomes(settings);
        services.AddHomeApps(settings);
        services.AddSetup();
        services.AddDashboards(settings);
        return services.AddWorkflows(settings);
    }
}
