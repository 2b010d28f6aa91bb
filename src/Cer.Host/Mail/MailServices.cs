using Cer.Host.Data;
using Cer.Host.Mail.Unsubscribing;
using Cer.Host.People;
using Cer.Host.People.Links;
using Cer.Messaging.Post;
using Cer.Operations.Mail;

namespace Cer.Host.Mail;

/// <summary>What sending letters needs beside the stores and the clock.</summary>
internal static class MailServices
{
    /// <summary>Adds the services that send letters and take in reports; without a data folder letters wait.</summary>
    /// <remarks>A fault in the section mail closes this way alone: letters wait and say why, and so does cer doctor.</remarks>
    public static IServiceCollection AddMail(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(new CurrentMail(settings)).AddSingleton<KeepMail>();
        if (settings.Folder is null && settings.Mail is null) return services;
        services.AddSingleton<SendLetters>().AddHostedService<MailService>()
            .AddSingleton<ICarrier>(provider => new UnsubscribableCarrier(
                new CurrentPost(provider.GetRequiredService<CurrentMail>(), provider.GetRequiredService<TimeProvider>())
                    .Unsealing(provider.GetRequiredService<SecretBox>()),
                provider.GetRequiredService<PublicPlace>(),
                provider.GetRequiredService<SecretBox>()));
        try
        {
            var way = MailWay.Of(settings);
            services.AddSingleton(way.Times);
            return way.BounceFolder is null ? services : services.AddSingleton(way).AddHostedService<BounceService>();
        }
        catch (UserFault)
        {
            return services.AddSingleton(new SendingTimes());
        }
    }

    public static ICarrier Carrier(MailWay way, TimeProvider time) => way.Server is { } server
        ? new SmtpPost(server, way.From, way.ReplyTo, time)
        : new FolderPost(way.Folder, way.From, time);
}
