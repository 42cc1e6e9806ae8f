using Seckill.Caching.Stampede;

return await CommandLine.Parse(args).InvokeAsync();
