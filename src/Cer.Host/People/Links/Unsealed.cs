using Cer.Operations.Mail;

namespace Cer.Host.People.Links;

/// <summary>Puts the opening of sealed links before a way that letters go.</summary>
internal static class Unsealed
{
    public static ICarrier Unsealing(this ICarrier carrier, SecretBox box) => new UnsealingCarrier(carrier, box);
}
