namespace Cer.Operations.Mail;

/// <summary>How a person said which letters to send.</summary>
public enum ChoiceWay
{
    /// <summary>By the button that a mail program shows (RFC 8058).</summary>
    OneClick,

    /// <summary>On the page behind the link of a letter.</summary>
    Link,

    /// <summary>In the own pages, signed in.</summary>
    Page,
}
