using Cer.Host.Data;
using Cer.Messaging.Submitting;
using Cer.Operations.Auditing;
using Cer.Operations.Submitting;
using Cer.Storage.Auditing;
using Cer.Storage.Submitting;

namespace Cer.Host.Submitting;

/// <summary>Packages for GSE and ARERA, the way they go, and the audit log.</summary>
internal static class SubmissionServices
{
    /// <summary>
    /// Adds the use cases; a fault in the section submissions closes this way alone and is told by whoever uses it.
    /// </summary>
    public static IServiceCollection AddSubmitting(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<IChainStore, ChainStore>();
        services.AddSingleton<VerifyChain>();
        services.AddSingleton<ISubmissionStore, SubmissionStore>();
        services.AddSingleton<ICallLog, CallLog>();
        services.AddSingleton(provider => Way(settings, provider));
        services.AddSingleton<PrepareSubmission>();
        services.AddSingleton<SendSubmission>();
        return services.AddSingleton<HandOver>();
    }

    private static ISubmissionWay Way(Settings settings, IServiceProvider provider)
    {
        if (settings.Submissions is not { } section) return new NoWay(NoWay.NoSection);
        try
        {
            var (options, http) = SubmissionWay.Of(section, settings.Folder ?? ".");
            return new PortalClient(
                options, http, provider.GetRequiredService<ICallLog>(), provider.GetRequiredService<TimeProvider>());
        }
        catch (UserFault fault)
        {
            return new NoWay(fault.Message);
        }
    }
}
