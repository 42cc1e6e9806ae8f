using Seckill.SampleHost.Startup;

namespace Seckill.AspNetCore.Tests.Startup;

public sealed class StartFailureTests
{
    [Fact]
    public void Explain_WhatAnOperatorCanMend_IsWordsAlone()
    {
        var words = StartFailure.Explain(new InvalidOperationException("The data directory /x is in use.", new IOException("It is locked.")));
        Assert.Contains("in use. (setting Seckill__DataDirectory)", words, StringComparison.Ordinal);
        Assert.Contains("  It is locked.", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_ADefect_IsNotHidden()
    {
        Assert.Null(StartFailure.Explain(new ObjectDisposedException("x")));
        Assert.Null(StartFailure.Explain(new ArgumentException("x")));
    }
}
